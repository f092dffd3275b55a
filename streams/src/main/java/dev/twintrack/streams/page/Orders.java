package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.RenameTarget;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StopTarget;
import dev.twintrack.streams.StreamControl;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Passes orders on to a stream, one at a time, and waits until they are carried out. Safe for any thread but
 * the stream's own, save for {@link #seen} and {@link #pauseAtEnd}.
 */
final class Orders {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PageStream stream;
    private final Optional<Playback> recording;
    private final Object frames = new Object();
    private Optional<StreamControl> control = Optional.empty();
    private volatile boolean paused;
    private long seenCount;

    Orders(PageStream stream, Optional<Playback> recording) {
        this.stream = stream;
        this.recording = recording;
    }

    synchronized void take(StreamControl newControl, boolean holdsFirstFrame) {
        control = Optional.of(newControl);
        if (holdsFirstFrame) {
            paused = true;
            newControl.step();
        }
    }

    boolean paused() {
        return paused;
    }

    /** On the stream's thread: the last frame of a recording is about to come, and somebody may want to jump. */
    void pauseAtEnd() {
        paused = true;
        control.ifPresent(StreamControl::pause);
        stream.tellState();
    }

    /** On the stream's thread: a frame is through. */
    void seen() {
        synchronized (frames) {
            seenCount++;
            frames.notifyAll();
        }
    }

    /**
     * Carries an order out.
     *
     * @return the name of the target it was about, or nothing
     * @throws TwintrackException when it cannot be carried out
     */
    synchronized Optional<String> carryOut(Order order) {
        Optional<String> track =
                switch (order.action()) {
                    case "start", "restart" -> Optional.of(start(order));
                    case "stop" -> Optional.of(stop(order.requiredTrack(), "stopped at the page"));
                    case "rename" ->
                        Optional.of(await(control().rename(new RenameTarget(order.requiredTrack(), order.label()))));
                    case "pause" -> pause();
                    case "resume" -> resume();
                    case "step" -> step();
                    case "seek" -> seek(order.requiredFrame());
                    case "speed" -> speed(order);
                    default -> throw new TwintrackException("there is no order '%s'".formatted(order.action()));
                };
        stream.tellState();
        return track;
    }

    private String start(Order order) {
        Box box = order.requiredBox();
        TimedFrame last = stream.last()
                .orElseThrow(() -> new TwintrackException("stream %s has no frame yet".formatted(stream.name())));
        Box inside = box.clippedTo(last.frame().width(), last.frame().height());
        if (inside.width() < 2 || inside.height() < 2) {
            throw new TwintrackException("the box is empty or outside the picture: draw it around something");
        }
        if (order.action().equals("restart")) {
            order.requiredTrack();
        }
        boolean past = recording.isPresent()
                && order.frame().isPresent()
                && order.frame().get() != last.index();
        boolean goesOn = !paused;
        if (past) {
            jump(order.frame().get());
        }
        Optional<String> label = order.label();
        if (order.track().isPresent()
                && stream.history().alive().contains(order.track().get())) {
            String track = order.track().get();
            label = label.or(() -> labelOf(track));
            stop(track, "started anew at the page");
        }
        Optional<Frame> shown = recording.isPresent() ? Optional.empty() : shown(order, last);
        String started = await(control().start(new StartTarget(inside, order.track(), label, Optional.empty(), shown)));
        shown.ifPresent(frame -> stream.takeTemplate(started, frame, inside));
        awaitTemplate(started);
        if (past && goesOn) {
            resume();
        }
        return started;
    }

    /** Whoever is answered asks for it next. */
    private void awaitTemplate(String track) {
        try {
            stream.awaitTemplate(track);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent();
        }
    }

    /** Of a live stream the frame that the box was drawn on, if it is still there. */
    private Optional<Frame> shown(Order order, TimedFrame last) {
        return order.frame()
                .flatMap(index -> stream.pictures().frame(index))
                .filter(frame -> frame.width() == last.frame().width());
    }

    private String stop(String track, String reason) {
        return await(control().stop(new StopTarget(track, reason, Optional.empty())));
    }

    private Optional<String> pause() {
        await(control().pause());
        paused = true;
        return Optional.empty();
    }

    private Optional<String> resume() {
        if (recording.map(Playback::atEnd).orElse(false)) {
            jump(recording.get().firstFrame());
        }
        paused = false;
        control().resume();
        return Optional.empty();
    }

    private Optional<String> step() {
        if (!recording.map(Playback::atEnd).orElse(false)) {
            pause();
            stepOne();
        }
        return Optional.empty();
    }

    private Optional<String> seek(long frame) {
        boolean goesOn = !paused;
        jump(frame);
        if (goesOn) {
            resume();
        }
        return Optional.empty();
    }

    private Optional<String> speed(Order order) {
        double speed = order.speed().orElse(1.0);
        if (!(speed >= 0 && speed <= 100)) {
            throw new TwintrackException("speed is %s: give 0 to 100".formatted(speed));
        }
        recording.orElseThrow(this::notRecorded).setSpeed(speed);
        return Optional.empty();
    }

    /** Goes to a frame and stays there. Going back starts every target anew from where it was seen on that frame. */
    private void jump(long frame) {
        Playback playback = recording.orElseThrow(this::notRecorded);
        if (frame < playback.firstFrame()
                || playback.info().frameCount().isPresent()
                        && frame - playback.firstFrame()
                                >= playback.info().frameCount().getAsLong()) {
            throw new TwintrackException("there is no frame %d to jump to".formatted(frame));
        }
        pause();
        List<TrackEvent> anew = new ArrayList<>();
        if (stream.last().map(last -> frame <= last.index()).orElse(false)) {
            for (String track : stream.history().alive()) {
                lastSeenOn(frame, track).ifPresent(anew::add);
                stop(track, "jumped to frame " + frame);
            }
        }
        playback.seek(frame);
        stepOne();
        for (TrackEvent event : anew) {
            await(control()
                    .start(new StartTarget(
                            event.box().orElseThrow(), Optional.of(event.track()), event.label(), Optional.empty())));
        }
    }

    private Optional<TrackEvent> lastSeenOn(long frame, String track) {
        return stream.history().tracks().stream()
                .filter(event -> event.at().index() == frame && event.track().equals(track))
                .filter(event -> event.box().isPresent() && event.type() != EventType.TRACK_ENDED)
                .reduce((earlier, later) -> later);
    }

    private Optional<String> labelOf(String track) {
        return stream.history().tracks().stream()
                .filter(event -> event.track().equals(track))
                .reduce((earlier, later) -> later)
                .flatMap(TrackEvent::label);
    }

    private void stepOne() {
        synchronized (frames) {
            long before = seenCount;
            control().step();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            try {
                while (seenCount == before) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0 || stream.state().ended()) {
                        throw silent();
                    }
                    frames.wait(Math.min(left, 200));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw silent();
            }
        }
    }

    private StreamControl control() {
        return control.orElseThrow(() -> new TwintrackException("stream %s takes no orders".formatted(stream.name())));
    }

    private String await(CompletableFuture<String> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TwintrackException fault ? fault : new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            throw new TwintrackException("stream %s has ended".formatted(stream.name()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent();
        } catch (TimeoutException e) {
            throw silent();
        }
    }

    private TwintrackException silent() {
        return new TwintrackException("stream %s gives no frame: is its source still there?".formatted(stream.name()));
    }

    private TwintrackException notRecorded() {
        return new TwintrackException("stream %s is live: it does not jump".formatted(stream.name()));
    }
}
