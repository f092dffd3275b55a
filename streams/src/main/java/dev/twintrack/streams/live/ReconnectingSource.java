package dev.twintrack.streams.live;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A live source that is opened anew whenever it is lost, breaks off or falls silent. {@link #next()} waits meanwhile; the
 * first frame afterwards carries the gap. Index and media time never go back. What hangs is left to its own thread and
 * never waited for. {@link #cancel()} and {@link #losses()} may be called from any thread.
 */
public final class ReconnectingSource implements FrameSource {

    /** Threads that may be left behind in calls that never come back; one more would not fare better. */
    static final int MOST_HANGING = 4;

    private final Supplier<FrameSource> opener;
    private final Reconnect reconnect;
    private final Duration patience;
    private final Backoff backoff;
    private final Continuity continuity = new Continuity();
    private final Cancellation cancellation = new Cancellation();
    private volatile SourceInfo info;
    private SourceLosses earlier = new SourceLosses(0, 0);
    private volatile Optional<FrameSource> source = Optional.empty();
    private final List<Attempt> hanging = new ArrayList<>();
    private Optional<Outage> outage = Optional.empty();
    private long openedNanos;

    private ReconnectingSource(
            String description, Supplier<FrameSource> opener, Duration patience, Reconnect reconnect) {
        this.opener = opener;
        this.patience = patience;
        this.reconnect = reconnect;
        Random random =
                reconnect.seed().isPresent() ? new Random(reconnect.seed().getAsLong()) : new Random();
        this.backoff = new Backoff(reconnect.firstDelay(), reconnect.longestDelay(), reconnect.jitter(), random);
        this.info = new SourceInfo(description, OptionalLong.empty(), OptionalDouble.empty(), true);
    }

    /**
     * Opens a source; what turns out to be a recording is given as it is.
     *
     * @param description of the source, without credentials
     * @param opener opens it, each time anew; may throw a {@link TwintrackException}, may hang
     * @param patience how long the opener may take
     * @throws TwintrackException when it cannot be opened the first time, unless that is to be tried again as well
     */
    public static FrameSource open(
            String description, Supplier<FrameSource> opener, Duration patience, Reconnect reconnect) {
        ReconnectingSource reconnecting = new ReconnectingSource(description, opener, patience, reconnect);
        if (reconnect.fromTheStart()) {
            return reconnecting;
        }
        FrameSource first = opener.get();
        if (!first.info().live()) {
            return first;
        }
        reconnecting.take(first);
        return reconnecting;
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<TimedFrame> next() {
        while (!cancellation.wanted()) {
            if (source.isEmpty() && !connected()) {
                continue;
            }
            try {
                Optional<TimedFrame> frame = source.get().next();
                if (frame.isEmpty()) {
                    return frame;
                }
                tellBack();
                return Optional.of(continuity.place(frame.get()));
            } catch (TwintrackException e) {
                if (!source.get().info().live()) {
                    throw e;
                }
                lose(e.getMessage());
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized SourceLosses losses() {
        return sum(earlier, source.map(FrameSource::losses).orElse(new SourceLosses(0, 0)));
    }

    @Override
    public void cancel() {
        cancellation.want();
        source.ifPresent(FrameSource::cancel);
    }

    @Override
    public void close() {
        cancel();
        source.ifPresent(FrameSource::close);
    }

    /** Tries once; false when that was in vain. */
    private boolean connected() {
        boolean veryFirst = outage.isEmpty();
        if (!veryFirst && !cancellation.sleep(wait(outage.get()))) {
            return false;
        }
        try {
            Attempt attempt = attempt();
            cancellation.onWant(attempt::abandon);
            Optional<FrameSource> opened = attempt.await(patience);
            opened.ifPresent(this::take);
            return opened.isPresent();
        } catch (TwintrackException e) {
            if (veryFirst) {
                outage = Optional.of(new Outage(System.nanoTime(), e.getMessage()));
                reconnect.listener().lost(e.getMessage());
            } else {
                outage = Optional.of(outage.get().after(e.getMessage()));
            }
            return false;
        } finally {
            cancellation.onWant(() -> {});
        }
    }

    private Attempt attempt() {
        hanging.removeIf(attempt -> !attempt.hangs());
        if (hanging.size() >= MOST_HANGING) {
            throw new TwintrackException("%s hangs: %d attempts to open it have not come back"
                    .formatted(info.description(), hanging.size()));
        }
        Attempt attempt = new Attempt(info.description(), opener);
        hanging.add(attempt);
        return attempt;
    }

    /** How long to wait before the next attempt; the last one comes when the time is over. */
    private Duration wait(Outage now) {
        Duration wait = backoff.next();
        if (reconnect.giveUpAfter().isPresent()) {
            Duration left = reconnect.giveUpAfter().get().minus(now.lasting());
            if (left.isNegative() || left.isZero()) {
                TwintrackException end = now.givenUp();
                reconnect.listener().givenUp(end.getMessage());
                throw end;
            }
            wait = wait.compareTo(left) < 0 ? wait : left;
        }
        if (now.attempts() > 0) {
            reconnect.listener().failed(now.latest(), wait);
        }
        return wait;
    }

    private void take(FrameSource opened) {
        SourceInfo there = opened.info();
        info = new SourceInfo(info.description(), there.frameCount(), there.framesPerSecond(), there.live());
        openedNanos = System.nanoTime();
        source = Optional.of(opened);
        if (cancellation.wanted()) {
            opened.cancel();
        }
    }

    private void lose(String reason) {
        FrameSource lost = source.orElseThrow();
        synchronized (this) {
            earlier = losses();
            source = Optional.empty();
        }
        Attempt.close(lost);
        backoff.lasted(Duration.ofNanos(System.nanoTime() - openedNanos));
        if (outage.isPresent()) {
            outage = Optional.of(outage.get().after(reason));
            return;
        }
        outage = Optional.of(new Outage(System.nanoTime(), reason));
        continuity.broken(reason);
        reconnect.listener().lost(reason);
    }

    private void tellBack() {
        if (outage.isPresent()) {
            reconnect.listener().back(outage.get().lasting());
            outage = Optional.empty();
        } else if (!continuity.begun()) {
            reconnect.listener().connected();
        }
    }

    private static SourceLosses sum(SourceLosses a, SourceLosses b) {
        return new SourceLosses(a.undecodable() + b.undecodable(), a.dropped() + b.dropped());
    }
}
