package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.page.Playback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * One stream that is wanted.
 *
 * @param id its name in events and on the page, without {@code /}
 * @param address what {@link FrameSource#open} understands
 * @param targets to start on the first frame
 * @param asLive whether a recording is replayed at its own pace
 * @param connectTimeout how long a live source may take to its first picture; as in {@link SourceOptions} when empty
 * @param readTimeout how long a live source may be silent; as in {@link SourceOptions} when empty
 * @param startFrame first frame of a recording
 * @param maxFrames frames at most
 * @param outputs files to write, told apart by their endings
 */
record StreamConfig(
        String id,
        String address,
        List<TargetConfig> targets,
        boolean asLive,
        Optional<Duration> connectTimeout,
        Optional<Duration> readTimeout,
        long startFrame,
        OptionalLong maxFrames,
        List<Path> outputs) {

    StreamConfig {
        if (id.isBlank() || id.contains("/") || id.length() > 200) {
            throw new TwintrackException(
                    "stream id '%s' is empty, too long or has a '/': choose another".formatted(id));
        }
        targets = List.copyOf(targets);
        outputs = List.copyOf(outputs);
        Set<String> tracks = new HashSet<>();
        for (TargetConfig target : targets) {
            target.track().filter(track -> !tracks.add(track)).ifPresent(track -> {
                throw new TwintrackException("stream %s has two targets '%s': choose another".formatted(id, track));
            });
        }
    }

    /** A stream with nothing but a source and targets. */
    static StreamConfig of(String id, String address, List<TargetConfig> targets) {
        return new StreamConfig(
                id, address, targets, false, Optional.empty(), Optional.empty(), 0, OptionalLong.empty(), List.of());
    }

    static StreamConfig read(Keys keys) {
        return read(keys.requiredText("id"), keys, true);
    }

    /**
     * What a mapping says of a stream.
     *
     * @param writes whether it may name files to be written, which is nothing for those who are far away
     */
    static StreamConfig read(String id, Keys keys, boolean writes) {
        String address = keys.requiredText("address");
        List<TargetConfig> targets = keys.list("targets", TargetConfig::read);
        boolean asLive = keys.flag("asLive");
        Optional<Duration> connect = keys.duration("connectTimeout");
        Optional<Duration> silence = keys.duration("readTimeout");
        long startFrame = keys.count("startFrame").orElse(0);
        OptionalLong maxFrames = keys.count("maxFrames");
        List<Path> outputs = writes ? keys.paths("outputs") : List.of();
        return new StreamConfig(id, address, targets, asLive, connect, silence, startFrame, maxFrames, outputs);
    }

    /** Opens the source; may take as long as the connect time-out. */
    FrameSource open() {
        SourceOptions defaults = SourceOptions.defaults();
        SourceOptions options = defaults.withTimeouts(
                connectTimeout.orElse(defaults.connectTimeout()), readTimeout.orElse(defaults.readTimeout()));
        SourceOptions limited = maxFrames.isPresent() ? options.withMaxFrames(maxFrames.getAsLong()) : options;
        LongFunction<FrameSource> opener = frame -> FrameSource.open(address, limited.withStartFrame(frame));
        return asLive ? new Playback(opener, startFrame, false) : opener.apply(startFrame);
    }
}
