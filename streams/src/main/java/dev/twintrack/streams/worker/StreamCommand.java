package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody wants from whichever worker has a stream. The record's key is the stream, its value JSON as
 * {@code serve} takes it, with the frame as a further key: {@code {"id":"c-1","command":"start","stream":"gate",
 * "track":"car","box":{"x":1,"y":2,"width":3,"height":4},"label":"red car","frame":17}}, {@code restart} with the same
 * keys, or {@code {"id":"c-2","command":"stop","stream":"gate","track":"car"}}.
 *
 * @param stream the stream's name
 * @param id repeated in the events that answer it
 * @param type what is wanted
 * @param track the target's name; a start without one gets the next free number
 * @param box what to follow, in pixels; a start has one
 * @param label what the user calls it
 * @param frame the index of the frame that the box is on; the next frame when there is none
 * @param offset of the record that it came in, for the answer to it
 */
record StreamCommand(
        String stream,
        String id,
        Type type,
        Optional<String> track,
        Optional<Box> box,
        Optional<String> label,
        OptionalLong frame,
        OptionalLong offset) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_ID = 200;

    enum Type {
        START,
        STOP,
        RESTART;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    StreamCommand {
        if (stream.isBlank() || stream.contains("/")) {
            throw new TwintrackException("stream name '%s' is empty or has a '/': choose another".formatted(stream));
        }
        if (type != Type.STOP && box.isEmpty()) {
            throw new TwintrackException("command '%s' starts a target without a box".formatted(id));
        }
        if (type != Type.START && track.isEmpty()) {
            throw new TwintrackException("command '%s' does not name its track".formatted(id));
        }
    }

    /** One that is to be sent. */
    StreamCommand(
            String stream,
            String id,
            Type type,
            Optional<String> track,
            Optional<Box> box,
            Optional<String> label,
            OptionalLong frame) {
        this(stream, id, type, track, box, label, frame, OptionalLong.empty());
    }

    StreamCommand at(long newOffset) {
        return new StreamCommand(stream, id, type, track, box, label, frame, OptionalLong.of(newOffset));
    }

    /** The id in a value that may be no command, for the answer to it. */
    static Optional<String> idOf(byte[] value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.ofNullable(JSON.readTree(value).get("id"))
                            .filter(JsonNode::isString)
                            .map(JsonNode::asString)
                            .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a record.
     *
     * @throws TwintrackException when it is no command, or one whose key is not its stream
     */
    static StreamCommand read(byte[] key, byte[] value) {
        if (key == null || value == null) {
            throw new TwintrackException("a command has no key or no value");
        }
        try {
            JsonNode body = JSON.readTree(value);
            String stream = new String(key, StandardCharsets.UTF_8);
            String named = body.path("stream").asString(stream);
            if (!named.equals(stream)) {
                throw new TwintrackException("a command for stream '%s' has the key '%s'".formatted(named, stream));
            }
            return new StreamCommand(
                    stream,
                    body.required("id").asString(),
                    type(body.required("command").asString()),
                    text(body, "track"),
                    body.has("box") ? Optional.of(box(body.get("box"))) : Optional.empty(),
                    text(body, "label"),
                    body.has("frame") ? OptionalLong.of(body.get("frame").asLong()) : OptionalLong.empty());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new TwintrackException("not a command: " + e.getMessage(), e);
        }
    }

    byte[] write() {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", id);
        body.put("command", type.wireName());
        body.put("stream", stream);
        track.ifPresent(name -> body.put("track", name));
        box.ifPresent(around -> body.putObject("box")
                .put("x", around.x())
                .put("y", around.y())
                .put("width", around.width())
                .put("height", around.height()));
        label.ifPresent(text -> body.put("label", text));
        frame.ifPresent(index -> body.put("frame", index));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Type type(String name) {
        return Arrays.stream(Type.values())
                .filter(type -> type.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new TwintrackException(
                        "there is no command '%s' here: start, stop or restart".formatted(name)));
    }

    private static Box box(JsonNode box) {
        if (box.isString()) {
            return Box.parse(box.asString());
        }
        return new Box(
                box.required("x").asDouble(),
                box.required("y").asDouble(),
                box.required("width").asDouble(),
                box.required("height").asDouble());
    }

    private static Optional<String> text(JsonNode body, String name) {
        return body.has(name) ? Optional.of(body.get(name).asString()) : Optional.empty();
    }
}
