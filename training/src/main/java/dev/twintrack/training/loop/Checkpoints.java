package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checkpoints of one run, each a folder {@code step-00001000} of {@code weights.safetensors},
 * {@code average.safetensors} (what is validated and exported), {@code optimizer.safetensors} and {@code state.json}.
 * A folder gets its name only when it is whole, so that a run killed while it writes loses nothing.
 */
final class Checkpoints {

    private static final Pattern NAME = Pattern.compile("step-\\d{8,}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final int keep;

    Checkpoints(Path directory, int keep) {
        this.directory = directory;
        this.keep = keep;
    }

    /**
     * What a checkpoint holds.
     *
     * @param optimizer the optimiser's arrays, by its name for them
     */
    record Content(Progress progress, float[] weights, float[] average, Map<String, float[]> optimizer) {}

    /** Writes a checkpoint, then removes the old ones but the last few and the best. */
    void save(Content content, FlatWeights layout) {
        Path target = folder(content.progress().step());
        Path part = directory.resolve(target.getFileName() + ".part");
        try {
            delete(part);
            Files.createDirectories(part);
            write(part, "weights", layout.toTensors(content.weights()));
            write(part, "average", layout.toTensors(content.average()));
            // In the order of their names: an unordered map has another one in each process.
            Map<String, Tensor> state = new LinkedHashMap<>();
            new TreeMap<>(content.optimizer()).forEach((kind, values) -> layout.toTensors(values)
                    .forEach((name, tensor) -> state.put(kind + "/" + name, tensor)));
            write(part, "optimizer", state);
            Files.writeString(part.resolve("state.json"), JSON.writeValueAsString(content.progress()));
            delete(target);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            prune(content.progress());
        } catch (IOException e) {
            throw new TwintrackException(
                    "cannot write checkpoint %s: check the folder and the free space".formatted(target), e);
        }
    }

    /**
     * Reads the newest checkpoint.
     *
     * @param kinds names of the optimiser's arrays
     */
    Optional<Content> newest(FlatWeights layout, Iterable<String> kinds) {
        List<Path> all = list();
        return all.isEmpty() ? Optional.empty() : Optional.of(read(all.get(all.size() - 1), layout, kinds));
    }

    private Content read(Path folder, FlatWeights layout, Iterable<String> kinds) {
        Map<String, Tensor> state =
                Safetensors.read(folder.resolve("optimizer.safetensors")).tensors();
        Map<String, float[]> optimizer = new LinkedHashMap<>();
        for (String kind : kinds) {
            Map<String, Tensor> own = new LinkedHashMap<>();
            state.forEach((name, tensor) -> {
                if (name.startsWith(kind + "/")) {
                    own.put(name.substring(kind.length() + 1), tensor);
                }
            });
            optimizer.put(kind, layout.fromTensors(own, folder.resolve("optimizer.safetensors") + " (" + kind + ")"));
        }
        return new Content(
                progress(folder), weights(folder, "weights", layout), weights(folder, "average", layout), optimizer);
    }

    private static float[] weights(Path folder, String name, FlatWeights layout) {
        Path file = folder.resolve(name + ".safetensors");
        return layout.fromTensors(Safetensors.read(file).tensors(), file);
    }

    static Progress progress(Path folder) {
        Path file = folder.resolve("state.json");
        try {
            return JSON.readValue(Files.readString(file), Progress.class);
        } catch (IOException | JacksonException e) {
            throw new TwintrackException(
                    "cannot read %s: delete that checkpoint to resume from the one before".formatted(file), e);
        }
    }

    /** Whole checkpoints, oldest first. */
    List<Path> list() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        } catch (IOException e) {
            throw new TwintrackException("cannot list %s: give a readable folder".formatted(directory), e);
        }
    }

    Path folder(long step) {
        return directory.resolve("step-%08d".formatted(step));
    }

    private void prune(Progress progress) throws IOException {
        List<Path> all = list();
        Path best = folder(progress.bestStep());
        for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
            if (!old.equals(best)) {
                delete(old);
            }
        }
    }

    private static void write(Path folder, String name, Map<String, Tensor> tensors) {
        new Safetensors(tensors, Map.of()).write(folder.resolve(name + ".safetensors"));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
