package dev.twintrack.streams.worker;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Gap;
import dev.twintrack.streams.TimedFrame;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A frame on its way to a worker, or the end of its stream. The record's key is the stream, its value the JPEG picture
 * (empty for an end), and its headers are text.
 *
 * @param stream the stream's name
 * @param capture tells one run of {@code capture} from the next, in which frames count from 0 again
 * @param firstSequence the number that the stream's events count from
 * @param every whether no frame may be left out; else a newer frame makes this one stale
 * @param index 0 for the first frame of the source; skipped frames count
 * @param previous the index of the frame sent before, so that a missing one shows
 * @param mediaTime position in the source
 * @param captureTime when the frame came into the capturing process
 * @param width in pixels
 * @param height in pixels
 * @param gaps how often the source was interrupted so far: frames may be left out, and interruptions not
 * @param lastGap the last of them
 * @param end why no further frame comes; then there is no picture
 * @param jpeg the picture
 */
record FrameRecord(
        String stream,
        long capture,
        long firstSequence,
        boolean every,
        long index,
        OptionalLong previous,
        Duration mediaTime,
        Instant captureTime,
        int width,
        int height,
        long gaps,
        Optional<Gap> lastGap,
        Optional<String> end,
        byte[] jpeg) {

    private static final String CAPTURE = "capture";
    private static final String FIRST_SEQUENCE = "first-sequence";
    private static final String EVERY = "every-frame";
    private static final String INDEX = "frame-index";
    private static final String PREVIOUS = "previous-index";
    private static final String MEDIA_TIME = "media-time-us";
    private static final String CAPTURE_TIME = "capture-time";
    private static final String WIDTH = "frame-width";
    private static final String HEIGHT = "frame-height";
    private static final String GAPS = "gaps";
    private static final String GAP_REASON = "gap-reason";
    private static final String GAP_MISSED = "gap-missed";
    private static final String END = "end";

    FrameRecord {
        if (stream.isBlank() || stream.contains("/")) {
            throw new TwintrackException("stream name '%s' is empty or has a '/': choose another".formatted(stream));
        }
        if (index < 0 || width <= 0 || height <= 0 || mediaTime.isNegative() || captureTime.toEpochMilli() < 0) {
            throw new TwintrackException("frame %d of stream %s has a header out of range".formatted(index, stream));
        }
        if (end.isEmpty() && jpeg.length == 0) {
            throw new TwintrackException("frame %d of stream %s has no picture".formatted(index, stream));
        }
    }

    /**
     * Reads a record.
     *
     * @throws TwintrackException when it is none of ours
     */
    static FrameRecord read(byte[] key, byte[] value, Headers headers) {
        if (key == null) {
            throw new TwintrackException("a frame has no key: the key is the stream's name");
        }
        try {
            return new FrameRecord(
                    new String(key, StandardCharsets.UTF_8),
                    number(headers, CAPTURE),
                    number(headers, FIRST_SEQUENCE),
                    Boolean.parseBoolean(text(headers, EVERY).orElse("false")),
                    number(headers, INDEX),
                    optionalNumber(headers, PREVIOUS),
                    Duration.ofNanos(Math.multiplyExact(number(headers, MEDIA_TIME), 1000L)),
                    Instant.parse(required(headers, CAPTURE_TIME)),
                    Math.toIntExact(number(headers, WIDTH)),
                    Math.toIntExact(number(headers, HEIGHT)),
                    optionalNumber(headers, GAPS).orElse(0),
                    text(headers, GAP_REASON).map(reason -> new Gap(reason, optionalNumber(headers, GAP_MISSED))),
                    text(headers, END),
                    value == null ? new byte[0] : value);
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw new TwintrackException("a frame has a header that cannot be read: " + e.getMessage(), e);
        }
    }

    /** What {@link #read} reads, beside key and value. */
    Headers headers() {
        RecordHeaders headers = new RecordHeaders();
        put(headers, CAPTURE, capture);
        put(headers, FIRST_SEQUENCE, firstSequence);
        put(headers, EVERY, every);
        put(headers, INDEX, index);
        previous.ifPresent(before -> put(headers, PREVIOUS, before));
        put(headers, MEDIA_TIME, mediaTime.toNanos() / 1000);
        put(headers, CAPTURE_TIME, captureTime);
        put(headers, WIDTH, width);
        put(headers, HEIGHT, height);
        if (gaps > 0) {
            put(headers, GAPS, gaps);
        }
        lastGap.ifPresent(gap -> {
            put(headers, GAP_REASON, gap.reason());
            gap.missed().ifPresent(missed -> put(headers, GAP_MISSED, missed));
        });
        end.ifPresent(reason -> put(headers, END, reason));
        return headers;
    }

    byte[] key() {
        return stream.getBytes(StandardCharsets.UTF_8);
    }

    /** The frame with its pixels. */
    TimedFrame timed(Frame pixels, Optional<Gap> gap) {
        return new TimedFrame(pixels, index, mediaTime, captureTime, gap);
    }

    private static void put(Headers headers, String name, Object value) {
        headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(required(headers, name));
    }

    private static OptionalLong optionalNumber(Headers headers, String name) {
        return text(headers, name)
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }

    private static String required(Headers headers, String name) {
        return text(headers, name)
                .orElseThrow(() -> new TwintrackException("a frame has no header '%s'".formatted(name)));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
