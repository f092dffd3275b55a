package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.streams.live.ConnectionListener;
import dev.twintrack.streams.live.LiveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of the command line that says which source is taken, what of it, and what is followed on its first frame. */
public final class SourceChoice {

    @Parameters(
            paramLabel = "SOURCE",
            description = "A video file, a folder of pictures (in the order of their names), a camera (camera:0 or"
                    + " /dev/video0), or an rtsp:// or http:// address.")
    private String address;

    @Option(
            names = "--box",
            paramLabel = "X,Y,W,H",
            description = "What to follow, on the first frame: left, top, width and height in pixels, 0-based. Several"
                    + " start several targets.")
    private List<String> boxes = List.of();

    @Option(
            names = "--start-frame",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "First frame to take, 0-based: the boxes are on it. Not for live sources. Default: ${DEFAULT-VALUE}.")
    private long startFrame;

    @Option(names = "--max-frames", paramLabel = "N", description = "Frames to take, at most. Default: all.")
    private Optional<Long> maxFrames = Optional.empty();

    @Mixin
    private LiveOptions live = new LiveOptions();

    /** Made by picocli. */
    public SourceChoice() {}

    /**
     * A name for the stream, where the user gives none.
     *
     * @throws dev.twintrack.TwintrackException when there is no such source
     */
    public String streamName() {
        return SourceAddress.parse(address).streamName();
    }

    /** Whether the source is this very file. */
    public boolean isFile(Path file) {
        SourceAddress where = SourceAddress.parse(address);
        try {
            return where.kind() == SourceAddress.Kind.FILE
                    && Files.exists(file)
                    && Files.isSameFile(file, Path.of(where.target()));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What to follow, on the first frame.
     *
     * @throws dev.twintrack.TwintrackException when one is no box
     */
    public List<Box> boxes() {
        return boxes.stream().map(Box::parse).toList();
    }

    /** Opens the source at its first frame. */
    public FrameSource open(ConnectionListener listener) {
        return openAt(startFrame, listener);
    }

    /** Opens the source at a frame after the first; what is passed over counts as taken. */
    public FrameSource openAt(long frame, ConnectionListener listener) {
        SourceOptions options = live.applyTo(SourceOptions.defaults().withStartFrame(frame), listener);
        long skipped = frame - startFrame;
        return FrameSource.open(
                address,
                maxFrames
                        .map(most -> options.withMaxFrames(Math.max(1, most - skipped)))
                        .orElse(options));
    }

    /** First frame to take. */
    public long startFrame() {
        return startFrame;
    }

    /** Whether it is a recording, and to be taken as one. */
    public boolean recorded() {
        return FrameSource.recorded(address) && !live.asLive();
    }
}
