package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.scene.Difficulty;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A generated clip that plays to and fro at a steady pace until it is told to end; no frame may be left out. */
final class PacedScene implements FrameSource {

    private static final int LENGTH = 60;

    private final SyntheticScene scene;
    private final Duration pace;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<Integer, Frame> frames = new ConcurrentHashMap<>();
    private volatile long next;

    PacedScene(long seed, Duration pace) {
        this.scene = SyntheticScene.of(
                SceneOptions.things(seed).withDifficulty(Difficulty.EASY).withFrames(LENGTH));
        this.pace = pace;
    }

    Box box() {
        return scene.truth(0).orElseThrow();
    }

    Frame frame(long index) {
        int turn = 2 * (LENGTH - 1);
        int place = (int) (index % turn);
        return frames.computeIfAbsent(place < LENGTH ? place : turn - place, scene::frame);
    }

    /** How many frames have been given. */
    long given() {
        return next;
    }

    void end() {
        ended.countDown();
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo("scene", OptionalLong.empty(), OptionalDouble.empty(), false);
    }

    @Override
    public Optional<TimedFrame> next() {
        try {
            if (ended.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        long index = next;
        next = index + 1;
        return Optional.of(new TimedFrame(frame(index), index, pace.multipliedBy(index), Instant.now()));
    }

    @Override
    public SourceLosses losses() {
        return new SourceLosses(0, 0);
    }

    @Override
    public void close() {
        end();
    }
}
