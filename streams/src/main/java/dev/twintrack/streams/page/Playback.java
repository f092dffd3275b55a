package dev.twintrack.streams.page;

import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Gap;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * A recording that is watched while it is tracked: it plays at its own pace, faster or slower, and jumps. {@link #seek},
 * {@link #setSpeed} and {@link #cancel} may be called from any thread, the rest belongs to the thread that drives.
 */
public final class Playback implements FrameSource {

    private static final double DEFAULT_RATE = 25;

    private final LongFunction<FrameSource> opener;
    private final SourceInfo info;
    private final long firstFrame;
    private final boolean stays;
    private FrameSource source;
    private Optional<TimedFrame> ahead;
    private SourceLosses earlierLosses = new SourceLosses(0, 0);
    private Runnable atLastFrame = () -> {};
    private OptionalLong wanted = OptionalLong.empty();
    private double speed = 1;
    private boolean cancelled;
    private long dueNanos = System.nanoTime();

    /**
     * @param opener opens the recording so that it begins at a frame
     * @param firstFrame where to begin
     * @param stays whether to wait for a jump after the last frame instead of ending
     */
    public Playback(LongFunction<FrameSource> opener, long firstFrame, boolean stays) {
        this.opener = opener;
        this.firstFrame = firstFrame;
        this.stays = stays;
        this.source = opener.apply(firstFrame);
        this.info = source.info();
        this.ahead = source.next();
    }

    /** A second look at the recording, from a frame on; its reader closes it. */
    FrameSource reopened(long frame) {
        return opener.apply(frame);
    }

    long firstFrame() {
        return firstFrame;
    }

    /** What to do, on the driving thread, when the last frame is about to be given and the playback stays. */
    void onLastFrame(Runnable action) {
        atLastFrame = action;
    }

    /** Goes on at a frame. */
    synchronized void seek(long frame) {
        wanted = OptionalLong.of(Math.max(firstFrame, frame));
        notifyAll();
    }

    /** Times the recording's own pace; 0 for as fast as the tracker can. */
    public synchronized void setSpeed(double times) {
        speed = times;
        notifyAll();
    }

    synchronized double speed() {
        return speed;
    }

    /** Whether every frame has been given. */
    public synchronized boolean atEnd() {
        return ahead.isEmpty() && wanted.isEmpty();
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<TimedFrame> next() {
        OptionalLong jump = awaitTurn();
        if (jump.isPresent()) {
            jumpTo(jump.getAsLong());
        }
        Optional<TimedFrame> given;
        synchronized (this) {
            if (cancelled) {
                return Optional.empty();
            }
            given = ahead;
        }
        Optional<TimedFrame> following = given.isPresent() ? source.next() : Optional.empty();
        synchronized (this) {
            ahead = following;
        }
        if (stays && following.isEmpty() && given.isPresent()) {
            atLastFrame.run();
        }
        return jump.isEmpty() ? given : given.map(Playback::afterJump);
    }

    /** Waits until the next frame is due, or a jump is wanted, which is then the answer. */
    private synchronized OptionalLong awaitTurn() {
        try {
            while (!cancelled && wanted.isEmpty()) {
                boolean waitsForJump = stays && ahead.isEmpty();
                long left = waitsForJump ? Long.MAX_VALUE : (dueNanos - System.nanoTime()) / 1_000_000;
                if (speed == 0 && !waitsForJump || left <= 0) {
                    break;
                }
                wait(waitsForJump ? 0 : left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled = true;
        }
        double period = 1e9 / info.framesPerSecond().orElse(DEFAULT_RATE) / (speed == 0 ? 1000 : speed);
        dueNanos = Math.max(dueNanos + (long) period, System.nanoTime());
        OptionalLong jump = wanted;
        wanted = OptionalLong.empty();
        return jump;
    }

    private void jumpTo(long frame) {
        SourceLosses before = losses();
        FrameSource fresh = opener.apply(frame);
        source.close();
        source = fresh;
        Optional<TimedFrame> first = source.next();
        synchronized (this) {
            earlierLosses = before;
            ahead = first;
        }
    }

    private static TimedFrame afterJump(TimedFrame frame) {
        Gap gap = new Gap("jumped to frame " + frame.index(), OptionalLong.empty());
        return new TimedFrame(frame.frame(), frame.index(), frame.mediaTime(), frame.captureTime(), Optional.of(gap));
    }

    @Override
    public SourceLosses losses() {
        SourceLosses now = source.losses();
        return new SourceLosses(
                earlierLosses.undecodable() + now.undecodable(), earlierLosses.dropped() + now.dropped());
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    @Override
    public void close() {
        source.close();
    }
}
