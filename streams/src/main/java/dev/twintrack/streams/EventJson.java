package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Status;
import dev.twintrack.TwintrackException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as JSON, one object on one line, as {@code event.schema.json} beside this class describes, and their CloudEvents
 * headers (binary mode, CloudEvents 1.0). Boxes are rounded to a thousandth of a pixel, the confidence to four decimals,
 * times to the microsecond. Fields are only ever added, and unknown ones are ignored in reading. Safe for any thread.
 */
public final class EventJson {

    /** The media type of the body. */
    public static final String CONTENT_TYPE = "application/json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private EventJson() {}

    /** The event as one line without a line break. */
    public static String write(Event event) {
        StringWriter text = new StringWriter(320);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("stream", event.stream());
            if (event instanceof TrackEvent track) {
                json.writeStringProperty("track", track.track());
            }
            json.writeStringProperty("type", event.type().wireName());
            json.writeNumberProperty("sequence", event.sequence());
            writeStamp(json, event.at());
            if (event instanceof TrackEvent track) {
                writeTrack(json, track);
            } else if (event instanceof StreamEvent stream) {
                stream.reason().ifPresent(reason -> json.writeStringProperty("reason", reason));
                stream.missed().ifPresent(missed -> json.writeNumberProperty("missed", missed));
                stream.insert().ifPresent(insert -> json.writeNumberProperty("insert", insert));
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * The event in a line.
     *
     * @throws TwintrackException when the text is not an event
     */
    public static Event read(String line) {
        try {
            JsonNode body = JSON.readTree(line);
            EventType type = EventType.ofWireName(body.required("type").asString())
                    .orElseThrow(() -> new IllegalArgumentException("unknown type " + body.get("type")));
            return type.ofTrack() ? readTrack(type, body) : readStream(type, body);
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException | TwintrackException e) {
            throw new TwintrackException("not an event: %s (%s)".formatted(line, e.getMessage()), e);
        }
    }

    /** The headers of a record that carries {@link #write} as its body. */
    public static Map<String, String> headers(Event event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_type", "dev.twintrack." + event.type().wireName());
        headers.put("ce_source", "/twintrack/" + URLEncoder.encode(event.stream(), StandardCharsets.UTF_8));
        headers.put("ce_time", captureTime(event.at()));
        headers.put("content-type", CONTENT_TYPE);
        return headers;
    }

    private static void writeStamp(JsonGenerator json, FrameStamp at) {
        json.writeNumberProperty("frameIndex", at.index());
        json.writeNumberProperty("mediaTime", at.mediaTime().toNanos() / 1000 / 1e6);
        json.writeStringProperty("captureTime", captureTime(at));
        json.writeObjectPropertyStart("frameSize");
        json.writeNumberProperty("width", at.width());
        json.writeNumberProperty("height", at.height());
        json.writeEndObject();
    }

    private static void writeTrack(JsonGenerator json, TrackEvent event) {
        json.writeStringProperty("status", event.status().name().toLowerCase(Locale.ROOT));
        if (event.box().isPresent()) {
            Box box = event.box().get();
            json.writeObjectPropertyStart("box");
            json.writeNumberProperty("x", rounded(box.x(), 1e3));
            json.writeNumberProperty("y", rounded(box.y(), 1e3));
            json.writeNumberProperty("width", rounded(box.width(), 1e3));
            json.writeNumberProperty("height", rounded(box.height(), 1e3));
            json.writeEndObject();
        } else {
            json.writeNullProperty("box");
        }
        json.writeNumberProperty("confidence", rounded(event.confidence(), 1e4));
        event.label().ifPresent(label -> json.writeStringProperty("label", label));
        event.reason().ifPresent(reason -> json.writeStringProperty("reason", reason));
        event.command().ifPresent(command -> json.writeStringProperty("command", command));
    }

    private static TrackEvent readTrack(EventType type, JsonNode body) {
        JsonNode box = body.required("box");
        return new TrackEvent(
                body.required("stream").asString(),
                body.required("track").asString(),
                type,
                Status.valueOf(body.required("status").asString().toUpperCase(Locale.ROOT)),
                body.required("sequence").asLong(),
                readStamp(body),
                box.isNull() ? Optional.empty() : Optional.of(readBox(box)),
                body.required("confidence").asDouble(),
                text(body, "label"),
                text(body, "reason"),
                text(body, "command"));
    }

    private static StreamEvent readStream(EventType type, JsonNode body) {
        return new StreamEvent(
                body.required("stream").asString(),
                type,
                body.required("sequence").asLong(),
                readStamp(body),
                text(body, "reason"),
                body.has("missed") ? OptionalLong.of(body.get("missed").asLong()) : OptionalLong.empty(),
                body.has("insert") ? OptionalInt.of(body.get("insert").asInt()) : OptionalInt.empty());
    }

    private static FrameStamp readStamp(JsonNode body) {
        JsonNode size = body.required("frameSize");
        long micros = Math.round(body.required("mediaTime").asDouble() * 1e6);
        return new FrameStamp(
                body.required("frameIndex").asLong(),
                Duration.ofNanos(micros * 1000),
                Instant.parse(body.required("captureTime").asString()),
                size.required("width").asInt(),
                size.required("height").asInt());
    }

    private static Box readBox(JsonNode box) {
        return new Box(
                box.required("x").asDouble(),
                box.required("y").asDouble(),
                box.required("width").asDouble(),
                box.required("height").asDouble());
    }

    private static Optional<String> text(JsonNode body, String name) {
        return body.has(name) ? Optional.of(body.get(name).asString()) : Optional.empty();
    }

    private static String captureTime(FrameStamp at) {
        return at.captureTime().truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static double rounded(double value, double unit) {
        return Math.round(value * unit) / unit;
    }
}
