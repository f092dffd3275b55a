package dev.twintrack.streams.serve;

import dev.twintrack.Box;
import dev.twintrack.Nearest;
import dev.twintrack.TwintrackException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The keys and values of one mapping, read strictly: what is asked for is known, and {@link #done()} complains about
 * everything else. Every fault names the key and where it stands.
 */
final class Keys {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?\\s*(ms|s|m)?");

    private final String where;
    private final String path;
    private final JsonNode node;
    private final boolean loose;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param where the file, or what else faults begin with
     * @param loose whether a number serves as a text, and an empty value is like none, as people expect of YAML
     */
    Keys(String where, JsonNode node, boolean loose) {
        this(where, "", node, loose);
    }

    private Keys(String where, String path, JsonNode node, boolean loose) {
        if (!node.isObject()) {
            throw new TwintrackException("%s%s: %s is no mapping of keys to values"
                    .formatted(where, path.isEmpty() ? "" : ": " + path, shown(node)));
        }
        this.where = where;
        this.path = path;
        this.node = node;
        this.loose = loose;
    }

    Optional<String> text(String key) {
        return value(key).map(value -> {
            if (!value.isString() && !(loose && value.isValueNode())) {
                throw fault(key, "%s is no text".formatted(shown(value)));
            }
            if (value.asString().isBlank()) {
                throw fault(key, "it is empty");
            }
            return value.asString();
        });
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    /** A whole number of 0 or more. */
    OptionalLong count(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().isIntegralNumber()
                || !value.get().canConvertToLong()
                || value.get().asLong() < 0) {
            throw fault(key, "%s is no whole number of 0 or more".formatted(shown(value.get())));
        }
        return OptionalLong.of(value.get().asLong());
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    boolean flag(String key) {
        return value(key)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw fault(key, "%s is neither true nor false".formatted(shown(value)));
                    }
                    return value.asBoolean();
                })
                .orElse(false);
    }

    /** Such as {@code 10s}, {@code 500ms} or {@code 2m}, and more than nothing. */
    Optional<Duration> duration(String key) {
        Optional<Duration> given = durationOrNone(key);
        if (given.map(Duration::isZero).orElse(false)) {
            throw fault(key, "give more than nothing");
        }
        return given;
    }

    /** The same, where {@code 0s} has a meaning. */
    Optional<Duration> durationOrNone(String key) {
        return value(key).map(value -> {
            Matcher parts = DURATION.matcher(value.isString() ? value.asString() : "");
            if (!parts.matches() || parts.group(3) == null) {
                throw fault(key, "%s is no time such as 10s, 500ms or 2m".formatted(shown(value)));
            }
            double number =
                    Double.parseDouble(parts.group(2) == null ? parts.group(1) : parts.group(1) + "." + parts.group(2));
            double millis =
                    switch (parts.group(3)) {
                        case "ms" -> 1;
                        case "s" -> 1000;
                        default -> 60_000;
                    };
            return Duration.ofMillis((long) (number * millis));
        });
    }

    /** {@code X,Y,W,H}, or an object as in events. */
    Optional<Box> box(String key) {
        return value(key)
                .map(value -> parsed(key, () -> {
                    if (value.isString()) {
                        return Box.parse(value.asString());
                    }
                    Keys sides = new Keys(where, at(key), value, loose);
                    Box box = new Box(
                            sides.number("x"), sides.number("y"), sides.number("width"), sides.number("height"));
                    sides.done();
                    return box;
                }));
    }

    Box requiredBox(String key) {
        return box(key).orElseThrow(() -> missing(key));
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(key)) {
            if (!item.isString() || item.asString().isBlank()) {
                throw fault(key, "%s is no text".formatted(shown(item)));
            }
            texts.add(item.asString());
        }
        return texts;
    }

    /** One of an enumeration's names, in whatever case. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> all) {
        return text(key).map(text -> Stream.of(all.getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> fault(
                        key,
                        "there is no '%s': give %s"
                                .formatted(
                                        shortened(text),
                                        Stream.of(all.getEnumConstants())
                                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(" or "))))));
    }

    Optional<Path> path(String key) {
        return text(key).map(text -> path(key, text));
    }

    List<Path> paths(String key) {
        return texts(key).stream().map(text -> path(key, text)).toList();
    }

    <T> List<T> list(String key, Function<Keys, T> reading) {
        List<T> all = new ArrayList<>();
        for (JsonNode item : items(key)) {
            all.add(read("%s[%d]".formatted(at(key), all.size()), item, reading));
        }
        return all;
    }

    <T> Optional<T> section(String key, Function<Keys, T> reading) {
        return value(key).map(value -> read(at(key), value, reading));
    }

    /** A value read by its own rules, whose complaint gets the key's name. */
    <T> Optional<T> parsed(String key, Function<String, T> reading) {
        return text(key).map(text -> parsed(key, () -> reading.apply(text)));
    }

    /** Complains about whatever was not asked for. */
    void done() {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new TwintrackException(
                        "%s: there is no key '%s': %s".formatted(where, at(shortened(key)), Nearest.hint(key, known)));
            }
        }
    }

    TwintrackException fault(String key, String complaint) {
        return new TwintrackException("%s: %s: %s".formatted(where, at(key), complaint));
    }

    private <T> T read(String place, JsonNode value, Function<Keys, T> reading) {
        Keys keys = new Keys(where, place, value, loose);
        T result = reading.apply(keys);
        keys.done();
        return result;
    }

    private <T> T parsed(String key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (TwintrackException e) {
            throw e.getMessage().startsWith(where + ": ") ? e : fault(key, e.getMessage());
        }
    }

    private Path path(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw fault(key, "%s is no name of a file".formatted(shortened(text)));
        }
    }

    private double number(String key) {
        JsonNode value = value(key).orElseThrow(() -> missing(key));
        if (!value.isNumber()) {
            throw fault(key, "%s is no number".formatted(shown(value)));
        }
        return value.asDouble();
    }

    private List<JsonNode> items(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isArray()) {
            throw fault(key, "%s is no list".formatted(shown(value.get())));
        }
        return value.map(array -> List.copyOf(array.values())).orElse(List.of());
    }

    private Optional<JsonNode> value(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        return value == null || loose && value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** What stands there instead, misspelt, is the better complaint. */
    private TwintrackException missing(String key) {
        for (String other : node.propertyNames()) {
            if (!known.contains(other) && Nearest.distance(other, key) <= 2) {
                return new TwintrackException(
                        "%s: there is no key '%s': did you mean '%s'?".formatted(where, at(shortened(other)), key));
            }
        }
        return new TwintrackException("%s: key '%s' is missing".formatted(where, at(key)));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(JsonNode value) {
        return shortened(value.toString());
    }

    /** A text that may be anything, fit for a message. */
    static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "...";
    }
}
