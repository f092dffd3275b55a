package dev.twintrack.streams.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.twintrack.Box;
import dev.twintrack.Status;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TrackEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Events as the message {@code twintrack.v1.Event} of {@code event.proto}, rounded as in JSON. Safe for any thread. */
final class EventProtobuf {

    private EventProtobuf() {}

    static byte[] write(Event event) {
        FrameStamp at = event.at();
        EventProto.Event.Builder message = EventProto.Event.newBuilder()
                .setStream(event.stream())
                .setType(EventProto.Type.valueOf(event.type().name()))
                .setSequence(event.sequence())
                .setFrameIndex(at.index())
                .setMediaTime(at.mediaTime().toNanos() / 1000 / 1e6)
                .setCaptureTime(Timestamp.newBuilder()
                        .setSeconds(at.captureTime().getEpochSecond())
                        .setNanos(at.captureTime().getNano() / 1000 * 1000))
                .setFrameSize(EventProto.Size.newBuilder().setWidth(at.width()).setHeight(at.height()));
        if (event instanceof TrackEvent track) {
            writeTrack(message, track);
        } else if (event instanceof StreamEvent stream) {
            stream.reason().ifPresent(message::setReason);
            stream.missed().ifPresent(message::setMissed);
            stream.insert().ifPresent(message::setInsert);
        }
        return message.build().toByteArray();
    }

    /** @throws TwintrackException when the bytes are not an event */
    static Event read(byte[] body) {
        try {
            EventProto.Event message = EventProto.Event.parseFrom(body);
            EventType type = EventType.valueOf(message.getType().name());
            return type.ofTrack() ? readTrack(type, message) : readStream(type, message);
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException | TwintrackException e) {
            throw new TwintrackException(
                    "not an event: %d bytes of protobuf (%s)".formatted(body.length, e.getMessage()), e);
        }
    }

    private static void writeTrack(EventProto.Event.Builder message, TrackEvent event) {
        message.setTrack(event.track())
                .setStatus(EventProto.Status.valueOf(event.status().name()))
                .setConfidence(rounded(event.confidence(), 1e4));
        event.box()
                .ifPresent(box -> message.setBox(EventProto.Box.newBuilder()
                        .setX(rounded(box.x(), 1e3))
                        .setY(rounded(box.y(), 1e3))
                        .setWidth(rounded(box.width(), 1e3))
                        .setHeight(rounded(box.height(), 1e3))));
        event.label().ifPresent(message::setLabel);
        event.reason().ifPresent(message::setReason);
        event.command().ifPresent(message::setCommand);
    }

    private static TrackEvent readTrack(EventType type, EventProto.Event message) {
        return new TrackEvent(
                message.getStream(),
                message.getTrack(),
                type,
                Status.valueOf(message.getStatus().name()),
                message.getSequence(),
                readStamp(message),
                message.hasBox() ? Optional.of(readBox(message.getBox())) : Optional.empty(),
                message.getConfidence(),
                message.hasLabel() ? Optional.of(message.getLabel()) : Optional.empty(),
                message.hasReason() ? Optional.of(message.getReason()) : Optional.empty(),
                message.hasCommand() ? Optional.of(message.getCommand()) : Optional.empty());
    }

    private static StreamEvent readStream(EventType type, EventProto.Event message) {
        return new StreamEvent(
                message.getStream(),
                type,
                message.getSequence(),
                readStamp(message),
                message.hasReason() ? Optional.of(message.getReason()) : Optional.empty(),
                message.hasMissed() ? OptionalLong.of(message.getMissed()) : OptionalLong.empty(),
                message.hasInsert() ? OptionalInt.of(message.getInsert()) : OptionalInt.empty());
    }

    private static FrameStamp readStamp(EventProto.Event message) {
        Timestamp captured = message.getCaptureTime();
        return new FrameStamp(
                message.getFrameIndex(),
                Duration.ofNanos(Math.round(message.getMediaTime() * 1e6) * 1000),
                Instant.ofEpochSecond(captured.getSeconds(), captured.getNanos()),
                message.getFrameSize().getWidth(),
                message.getFrameSize().getHeight());
    }

    private static Box readBox(EventProto.Box box) {
        return new Box(box.getX(), box.getY(), box.getWidth(), box.getHeight());
    }

    private static double rounded(double value, double unit) {
        return Math.round(value * unit) / unit;
    }
}
