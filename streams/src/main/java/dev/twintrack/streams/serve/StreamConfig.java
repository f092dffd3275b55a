package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.live.ConnectionListener;
import dev.twintrack.streams.live.Reconnect;
import dev.twintrack.streams.page.Playback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One stream that is wanted.
 *
 * @param id its name in events and on the page, without {@code /}
 * @param address what {@link FrameSource#open} understands
 * @param targets to start on the first frame
 * @param asLive whether a recording is replayed at its own pace, and frames that are late are dropped
 * @param connectTimeout how long a live source may take to its first picture; as in {@link SourceOptions} when empty
 * @param readTimeout how long a live source may be silent; as in {@link SourceOptions} when empty
 * @param reconnectFor how long to try to get a live source back that was lost; for ever when empty
 * @param patient whether a live source that is not there in the beginning is waited for
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
        Optional<Duration> reconnectFor,
        boolean patient,
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

    static StreamConfig read(Keys keys) {
        return read(keys.requiredText("id"), keys, true);
    }

    /**
     * What a mapping says of a stream.
     *
     * @param fromFile whether it stands in the file: it may name outputs then, which is nothing for those who are far
     *     away, and a camera is waited for, which would leave them without an answer
     */
    static StreamConfig read(String id, Keys keys, boolean fromFile) {
        String address = keys.requiredText("address");
        List<TargetConfig> targets = keys.list("targets", TargetConfig::read);
        boolean asLive = keys.flag("asLive");
        Optional<Duration> connect = keys.duration("connectTimeout");
        Optional<Duration> silence = keys.duration("readTimeout");
        Optional<Duration> reconnectFor = keys.durationOrNone("reconnectFor");
        long startFrame = keys.count("startFrame").orElse(0);
        OptionalLong maxFrames = keys.count("maxFrames");
        List<Path> outputs = fromFile ? keys.paths("outputs") : List.of();
        return new StreamConfig(
                id, address, targets, asLive, connect, silence, reconnectFor, fromFile, startFrame, maxFrames, outputs);
    }

    /**
     * Opens the source; may take as long as the connect time-out.
     *
     * @param listener told of losses and returns of a live source
     */
    FrameSource open(ConnectionListener listener) {
        return openAt(startFrame, listener);
    }

    /**
     * Opens the source for people to watch: a recording then pauses and jumps, and is otherwise taken as fast as it can
     * be.
     */
    FrameSource openWatched(ConnectionListener listener) {
        if (asLive || !FrameSource.recorded(address)) {
            return open(listener);
        }
        Playback playback = new Playback(frame -> openAt(frame, listener), startFrame, false);
        playback.setSpeed(0);
        return playback;
    }

    private FrameSource openAt(long frame, ConnectionListener listener) {
        Reconnect forEver = Reconnect.defaults().withListener(listener).withFromTheStart(patient);
        SourceOptions defaults = SourceOptions.defaults();
        SourceOptions options = defaults.withTimeouts(
                        connectTimeout.orElse(defaults.connectTimeout()), readTimeout.orElse(defaults.readTimeout()))
                .withReconnect(reconnectFor.map(forEver::withGiveUpAfter).orElse(forEver))
                .withStartFrame(frame)
                .withAsLive(asLive);
        long skipped = frame - startFrame;
        return FrameSource.open(
                address,
                maxFrames.isPresent() ? options.withMaxFrames(Math.max(1, maxFrames.getAsLong() - skipped)) : options);
    }
}
