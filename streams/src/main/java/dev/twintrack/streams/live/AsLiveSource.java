package dev.twintrack.streams.live;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.LatestFrame;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A recording as if it were live: its frames come by themselves at their own pace, and those that nobody took in time
 * are dropped and counted. The clock starts with the first call of {@link #next()}, which gets the first frame for sure.
 */
public final class AsLiveSource implements FrameSource {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final FrameSource recording;
    private final SourceInfo info;
    private final InstantSource clock;
    private final LatestFrame latest = new LatestFrame();
    private final Cancellation cancellation = new Cancellation();
    private final Thread player;
    private boolean started;

    /**
     * @param recording is closed with this
     * @param clock says when a frame was captured
     */
    public AsLiveSource(FrameSource recording, InstantSource clock) {
        SourceInfo recorded = recording.info();
        this.recording = recording;
        this.clock = clock;
        this.info = new SourceInfo(recorded.description(), OptionalLong.empty(), recorded.framesPerSecond(), true);
        this.player = new Thread(this::play, "play " + recorded.description());
        player.setDaemon(true);
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<TimedFrame> next() {
        if (!started) {
            started = true;
            // The player's clock begins at its start: the first frame is captured before that, or it would seem late.
            Optional<TimedFrame> first = recording.next().map(this::captured);
            first.ifPresent(frame -> player.start());
            return first;
        }
        Optional<TimedFrame> frame = latest.take(LOOK);
        while (frame.isEmpty() && !latest.over()) {
            frame = latest.take(LOOK);
        }
        return frame;
    }

    @Override
    public SourceLosses losses() {
        return new SourceLosses(recording.losses().undecodable(), latest.dropped());
    }

    @Override
    public void cancel() {
        cancellation.want();
        latest.close();
    }

    @Override
    public void close() {
        cancel();
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recording.close();
    }

    private void play() {
        long begin = System.nanoTime();
        Optional<Duration> beginning = Optional.empty();
        try {
            for (Optional<TimedFrame> frame = recording.next(); frame.isPresent(); frame = recording.next()) {
                Duration time = frame.get().mediaTime();
                Duration from = beginning.orElseGet(() -> time.minus(period()));
                beginning = Optional.of(from);
                long due = begin + time.minus(from).toNanos();
                if (!cancellation.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())))) {
                    return;
                }
                latest.put(captured(frame.get()));
            }
            latest.end();
        } catch (TwintrackException e) {
            latest.fail(e);
        } catch (RuntimeException | Error e) {
            latest.fail(new TwintrackException("cannot play %s: %s".formatted(info.description(), e.getMessage()), e));
        }
    }

    private Duration period() {
        return Duration.ofNanos(Math.round(1e9 / info.framesPerSecond().orElse(25)));
    }

    private TimedFrame captured(TimedFrame frame) {
        return new TimedFrame(frame.frame(), frame.index(), frame.mediaTime(), clock.instant(), frame.gap());
    }
}
