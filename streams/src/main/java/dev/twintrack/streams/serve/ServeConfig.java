package dev.twintrack.streams.serve;

import dev.twintrack.Device;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.page.PageAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code twintrack serve} is to do, as its file says.
 *
 * @param streams in the order of the file
 * @param kafka where events go and commands come from; nowhere when empty
 * @param tracker how the one tracker is opened
 * @param page where the live page is; none when empty
 * @param gallery folder of things that targets can be started by; none when empty
 */
record ServeConfig(
        List<StreamConfig> streams,
        Optional<KafkaConfig> kafka,
        TrackerOptions tracker,
        Optional<PageAddress> page,
        Optional<Path> gallery) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    ServeConfig {
        streams = List.copyOf(streams);
        Set<String> ids = new HashSet<>();
        Set<Path> files = new HashSet<>();
        for (StreamConfig stream : streams) {
            if (!ids.add(stream.id())) {
                throw new TwintrackException("two streams are called '%s': choose another id".formatted(stream.id()));
            }
            for (Path output : stream.outputs()) {
                if (!files.add(output.toAbsolutePath().normalize())) {
                    throw new TwintrackException("two outputs go to %s: choose another file".formatted(output));
                }
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws TwintrackException when it cannot be read, has an unknown key or a value that does not serve
     */
    static ServeConfig read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new TwintrackException("cannot read %s: give a YAML file that says what to serve".formatted(file), e);
        }
    }

    /** @param name of the file, for faults */
    static ServeConfig parse(String text, String name) {
        JsonNode tree = tree(text, name);
        if (tree.isMissingNode() || tree.isNull()) {
            tree = YAML.createObjectNode();
        }
        Keys keys = new Keys(name, tree, true);
        try {
            ServeConfig config = new ServeConfig(
                    keys.list("streams", StreamConfig::read),
                    keys.section("kafka", KafkaConfig::read),
                    keys.section("tracker", ServeConfig::trackerOptions).orElseGet(TrackerOptions::defaults),
                    keys.parsed("page", PageAddress::parse),
                    keys.path("gallery"));
            keys.done();
            return config;
        } catch (TwintrackException e) {
            throw e.getMessage().startsWith(name + ": ")
                    ? e
                    : new TwintrackException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    ServeConfig withKafka(KafkaConfig newKafka) {
        return new ServeConfig(streams, Optional.of(newKafka), tracker, page, gallery);
    }

    /** Whether what cannot be changed while it runs is as in another. */
    boolean sameBase(ServeConfig other) {
        return kafka.equals(other.kafka)
                && tracker.equals(other.tracker)
                && page.equals(other.page)
                && gallery.equals(other.gallery);
    }

    private static TrackerOptions trackerOptions(Keys keys) {
        TrackerOptions options = TrackerOptions.defaults();
        Optional<Device> device = keys.choice("device", Device.class);
        if (device.isPresent()) {
            options = options.withDevice(device.get());
        }
        OptionalLong threads = keys.count("threads");
        if (threads.isPresent()) {
            options = options.withThreads((int) Math.min(threads.getAsLong(), 1024));
        }
        Optional<Path> model = keys.path("model");
        return model.isPresent() ? options.withModel(model.get()) : options;
    }

    private static JsonNode tree(String text, String name) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            String fault = String.valueOf(e.getOriginalMessage())
                    .lines()
                    .findFirst()
                    .orElse("it cannot be read")
                    .strip();
            String line = e.getLocation() == null || e.getLocation().getLineNr() < 1
                    ? ""
                    : " in line " + e.getLocation().getLineNr();
            throw new TwintrackException("%s is not YAML%s: %s".formatted(name, line, fault), e);
        }
    }
}
