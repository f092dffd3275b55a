package dev.twintrack.streams.live;

import dev.twintrack.streams.Gap;
import dev.twintrack.streams.TimedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The frames of one connection after another as one stream: the index goes on by one after a break, since nobody knows
 * how many frames there would have been, and the media time by as much as passed on the clock. Neither ever goes back.
 * One thread at a time.
 */
final class Continuity {

    private static final Duration SMALLEST_STEP = Duration.ofMillis(1);

    /** A shorter time does not tell a rate. */
    private static final Duration TELLING = Duration.ofSeconds(1);

    private Optional<TimedFrame> last = Optional.empty();
    private Optional<String> broken = Optional.empty();
    private long firstIndex;
    private Instant firstTime = Instant.EPOCH;
    private long addedIndex;
    private Duration addedTime = Duration.ZERO;

    /** Whether there was a frame at all. */
    boolean begun() {
        return last.isPresent();
    }

    /** The next frame is another connection's. */
    void broken(String reason) {
        broken = Optional.of(reason);
    }

    /** Gives a frame its place in the stream, with the gap before it. */
    TimedFrame place(TimedFrame frame) {
        Optional<Gap> gap = frame.gap();
        if (last.isPresent() && broken.isPresent()) {
            Duration away = passed(last.get(), frame);
            gap = Optional.of(new Gap(words(broken.get(), away), OptionalLong.empty()));
            addedIndex = last.get().index() + 1;
            addedTime = last.get().mediaTime().plus(away).minus(frame.mediaTime());
        }
        TimedFrame placed = new TimedFrame(
                frame.frame(),
                addedIndex + frame.index(),
                notBefore(frame.mediaTime().plus(addedTime)),
                frame.captureTime(),
                gap);
        if (last.isEmpty() || broken.isPresent()) {
            firstIndex = placed.index();
            firstTime = placed.captureTime();
        }
        broken = Optional.empty();
        last = Optional.of(placed);
        return placed;
    }

    private Duration notBefore(Duration time) {
        Duration earliest =
                last.map(before -> before.mediaTime().plusNanos(1000)).orElse(time);
        return time.compareTo(earliest) < 0 ? earliest : time;
    }

    private static Duration passed(TimedFrame before, TimedFrame after) {
        Duration passed = Duration.between(before.captureTime(), after.captureTime());
        return passed.compareTo(SMALLEST_STEP) < 0 ? SMALLEST_STEP : passed;
    }

    /** The reason, how long it took, and how many frames that would have been at the rate before. */
    private String words(String reason, Duration away) {
        String words = String.format(Locale.ROOT, "%s; away for %.1f s", reason, away.toMillis() / 1e3);
        Duration seen = Duration.between(firstTime, last.orElseThrow().captureTime());
        long frames = last.get().index() - firstIndex;
        if (seen.compareTo(TELLING) < 0 || frames == 0) {
            return words;
        }
        double rate = frames / (seen.toMillis() / 1e3);
        return String.format(
                Locale.ROOT,
                "%s, some %d frames at %.1f frames/s",
                words,
                Math.round(rate * away.toMillis() / 1e3),
                rate);
    }
}
