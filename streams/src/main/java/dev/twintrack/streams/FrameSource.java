package dev.twintrack.streams;

import java.util.Optional;

/**
 * Frames in their order, from a file, a folder of pictures, a camera or an address. Owns native memory; one thread at a
 * time, save for {@link #cancel()}.
 */
public interface FrameSource extends AutoCloseable {

    /**
     * Opens what a user names: a video file, a folder of pictures (in the order of their names), {@code camera:0} or
     * {@code /dev/video0}, an {@code rtsp://} or {@code http://} address. A recording behind an {@code http://} address
     * is read like a file; everything else that is no file or folder is live.
     *
     * @throws dev.twintrack.TwintrackException when there is nothing of that name, or nothing that can be decoded
     */
    static FrameSource open(String address, SourceOptions options) {
        FrameSource source = SourceAddress.parse(address).open(options);
        return options.maxFrames().isPresent()
                ? new LimitedSource(source, options.maxFrames().getAsLong())
                : source;
    }

    /**
     * Whether a name is that of a recording here, a video file or a folder of pictures, which can be opened at any frame.
     *
     * @throws dev.twintrack.TwintrackException when there is nothing of that name
     */
    static boolean recorded(String address) {
        SourceAddress.Kind kind = SourceAddress.parse(address).kind();
        return kind == SourceAddress.Kind.FILE || kind == SourceAddress.Kind.FOLDER;
    }

    SourceInfo info();

    /**
     * The next frame, or nothing at the end. A file gives every frame; a live source waits for a fresh one and drops
     * what it is too late for.
     *
     * @throws dev.twintrack.TwintrackException when a live source ends or stays silent for its read time-out and is not
     *     to be opened anew, or a recording cannot be read to its end
     */
    Optional<TimedFrame> next();

    /** What did not reach the caller so far. */
    SourceLosses losses();

    /** From any thread: a {@link #next()} that waits for a live frame gives up, and nothing comes any more. */
    default void cancel() {}

    @Override
    void close();
}
