package dev.twintrack.training;

import dev.twintrack.Nearest;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a tree of records from a YAML file: what the file does not say stays as in the defaults, and a key that no record
 * has is an error that names the nearest one that there is.
 */
final class ConfigFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private ConfigFile() {}

    /**
     * Reads a file over defaults.
     *
     * @param settings {@code key.in.tree=value} texts that override the file
     * @throws TwintrackException when the file cannot be read, a key is unknown or a value out of range
     */
    static <T extends Record> T read(Path file, Collection<String> settings, T defaults, Class<T> type) {
        try {
            return parse(Files.readString(file), file.toString(), settings, defaults, type);
        } catch (IOException e) {
            throw new TwintrackException("cannot read config %s: give a YAML file".formatted(file), e);
        }
    }

    /** Whether a file has a key at its top level; false where it cannot be read as a mapping. */
    static boolean has(Path file, String key) {
        try {
            return YAML.readTree(Files.readString(file)).has(key);
        } catch (IOException | JacksonException e) {
            return false;
        }
    }

    /** As {@link #read}, from a text. */
    static <T extends Record> T parse(
            String text, String name, Collection<String> settings, T defaults, Class<T> type) {
        try {
            ObjectNode tree = YAML.valueToTree(defaults);
            JsonNode given = YAML.readTree(text);
            if (given.isObject()) {
                merge(tree, (ObjectNode) given);
            } else if (!given.isMissingNode() && !given.isNull()) {
                throw new TwintrackException("%s is not a YAML mapping: write 'key: value' lines".formatted(name));
            }
            settings.forEach(setting -> set(tree, setting));
            return YAML.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            throw new TwintrackException("%s: there is no key '%s': %s".formatted(name, path(e), suggestion(e)), e);
        } catch (DatabindException e) {
            Throwable cause = e.getCause();
            String why = cause instanceof TwintrackException ? cause.getMessage() : firstLine(e);
            throw new TwintrackException("%s: %s".formatted(path(e).isEmpty() ? name : name + ": " + path(e), why), e);
        } catch (JacksonException e) {
            throw new TwintrackException("%s is not YAML: %s".formatted(name, firstLine(e)), e);
        }
    }

    /** The tree as YAML. */
    static String print(Record config) {
        return YAML.writeValueAsString(config);
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        over.properties().forEach(entry -> {
            JsonNode old = base.get(entry.getKey());
            if (old instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode own) {
                merge(inner, own);
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void set(ObjectNode tree, String setting) {
        int split = setting.indexOf('=');
        if (split < 1) {
            throw new TwintrackException("setting '%s' is not key=value, such as loss.box=2".formatted(setting));
        }
        String[] keys = setting.substring(0, split).split("\\.");
        ObjectNode at = tree;
        for (int i = 0; i < keys.length - 1; i++) {
            at = at.get(keys[i]) instanceof ObjectNode inner ? inner : at.putObject(keys[i]);
        }
        JsonNode value = YAML.readTree(setting.substring(split + 1));
        if (value.isMissingNode()) {
            throw new TwintrackException(
                    "setting '%1$s' has no value: write '%1$s\"\"' for an empty text".formatted(setting));
        }
        at.set(keys[keys.length - 1], value);
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(part -> part.getPropertyName() == null ? "[" + part.getIndex() + "]" : part.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String suggestion(UnrecognizedPropertyException e) {
        List<String> known =
                e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
        return Nearest.hint(e.getPropertyName(), known);
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it cannot be read");
    }
}
