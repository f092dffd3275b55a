package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model: a card and the weights that fit it, kept in one safetensors file whose metadata holds the card and the SHA-256
 * of the weights. Reading checks names, shapes and digest, and makes nothing but numbers and strings.
 *
 * @param card what the model says of itself
 * @param weights every parameter of the network by name
 */
public record ModelFile(ModelCard card, Map<String, Tensor> weights) {

    private static final String BUNDLED = "/dev/twintrack/model.safetensors";
    private static final String CARD = "twintrack.card";
    private static final String DIGEST = "twintrack.sha256";
    private static final JsonMapper JSON = JsonMapper.shared();

    public ModelFile {
        weights = fitting(card, weights);
    }

    /** The card's parameters alone, in the network's order. */
    private static Map<String, Tensor> fitting(ModelCard card, Map<String, Tensor> weights) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        new TwinNetwork(card.architecture()).parameters().forEach((name, shape) -> {
            Tensor found = weights.get(name);
            if (found == null || !Arrays.equals(found.shape(), shape)) {
                String is = found == null ? "is missing" : "has " + Arrays.toString(found.shape());
                throw new TwintrackException("model %s does not fit its own card: %s should have shape %s but %s"
                        .formatted(card.name(), name, Arrays.toString(shape), is));
            }
            ordered.put(name, found);
        });
        return ordered;
    }

    /** The model in the tracker's own jar. */
    public static ModelFile bundled() {
        try (InputStream in = ModelFile.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new TwintrackException("the bundled model is missing from the jar: give a model file");
            }
            return parse(Safetensors.parse(in.readAllBytes(), "the bundled model"), "the bundled model");
        } catch (IOException e) {
            throw new TwintrackException("cannot read the bundled model: rebuild the jar", e);
        }
    }

    /**
     * Reads and checks a model file.
     *
     * @throws TwintrackException when it is missing, damaged, or not a Twintrack model
     */
    public static ModelFile read(Path file) {
        return parse(Safetensors.read(file), file.toString());
    }

    private static ModelFile parse(Safetensors file, String name) {
        String card = file.metadata().get(CARD);
        if (card == null) {
            throw new TwintrackException(
                    "%s holds weights but no Twintrack card: make a model of it with './twintrack export'"
                            .formatted(name));
        }
        if (!digest(file.tensors()).equals(file.metadata().get(DIGEST))) {
            throw new TwintrackException(
                    "%s is damaged: its weights do not match their SHA-256; fetch or export it again".formatted(name));
        }
        try {
            return new ModelFile(JSON.readValue(card, ModelCard.class), file.tensors());
        } catch (JacksonException e) {
            throw new TwintrackException(
                    "%s has a card that cannot be read (%s): export it again with this version"
                            .formatted(name, e.getOriginalMessage()),
                    e);
        }
    }

    /** Writes the file in one piece. */
    public void write(Path file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(CARD, JSON.writeValueAsString(card));
        metadata.put(DIGEST, digest(weights));
        new Safetensors(weights, metadata).write(file);
    }

    /** SHA-256 of the weights, as a hex string: names the model in snapshots and events. */
    public String digest() {
        return digest(weights);
    }

    private static String digest(Map<String, Tensor> tensors) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            tensors.forEach((name, tensor) -> {
                sha.update((name + Arrays.toString(tensor.shape())).getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.allocate(tensor.data().length * Float.BYTES);
                bytes.asFloatBuffer().put(tensor.data());
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
