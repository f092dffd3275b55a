package dev.twintrack.streams.page;

import dev.twintrack.Frame;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.TimedFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The latest frames of a stream by their index, as many as a number of bytes holds; of a recording the others, too, read
 * again from it. Safe for any thread; who adds a frame never waits for who looks at one.
 */
final class Pictures implements AutoCloseable {

    private static final long NEAR = 50;

    private final Map<Long, Picture> held = new LinkedHashMap<>();
    private final Optional<Playback> recording;
    private final LongSupplier capacity;
    private final Object rereading = new Object();
    private FrameSource reader;
    private long readerAt;
    private boolean closed;

    /** @param capacity bytes to hold, asked at each frame */
    Pictures(Optional<Playback> recording, LongSupplier capacity) {
        this.recording = recording;
        this.capacity = capacity;
    }

    void add(long index, Frame frame) {
        synchronized (held) {
            held.remove(index);
            held.put(index, new Picture(frame));
            long bytes = held.values().stream().mapToLong(Picture::size).sum();
            long most = capacity.getAsLong();
            var oldest = held.values().iterator();
            while (bytes > most && held.size() > 2) {
                bytes -= oldest.next().size();
                oldest.remove();
            }
        }
    }

    /** The picture as JPEG; nothing when it is not held any more and cannot be read again. */
    Optional<byte[]> jpeg(long index) {
        Picture picture;
        synchronized (held) {
            picture = held.get(index);
        }
        return picture != null
                ? Optional.of(picture.jpeg())
                : reread(index).map(frame -> Picture.encode(frame.toImage()));
    }

    /** The frames that {@link #frame} can give, up to one: of a recording all of them. */
    List<Long> indexes(long last) {
        if (recording.isPresent()) {
            return LongStream.rangeClosed(recording.get().firstFrame(), last)
                    .boxed()
                    .toList();
        }
        synchronized (held) {
            return held.keySet().stream().sorted().toList();
        }
    }

    /** The pixels: a recording's own, else those of the picture, which may be smaller than the frame was. */
    Optional<Frame> frame(long index) {
        if (recording.isPresent()) {
            return reread(index);
        }
        Picture picture;
        synchronized (held) {
            picture = held.get(index);
        }
        return Optional.ofNullable(picture).map(Picture::frame);
    }

    /** The frame of a recording, read again. */
    private Optional<Frame> reread(long index) {
        if (recording.isEmpty() || index < recording.get().firstFrame()) {
            return Optional.empty();
        }
        synchronized (rereading) {
            if (closed) {
                return Optional.empty();
            }
            if (reader == null || index < readerAt || index > readerAt + NEAR) {
                closeReader();
                reader = recording.get().reopened(index);
                readerAt = index;
            }
            Optional<TimedFrame> frame = reader.next();
            while (frame.isPresent() && frame.get().index() < index) {
                frame = reader.next();
            }
            readerAt = index + 1;
            return frame.map(TimedFrame::frame);
        }
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() {
        synchronized (rereading) {
            closed = true;
            closeReader();
        }
    }
}
