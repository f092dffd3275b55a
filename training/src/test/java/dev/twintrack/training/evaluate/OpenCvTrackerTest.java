package dev.twintrack.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCvTrackerTest {

    private static final Contender.Setup SETUP = new Contender.Setup(
            TrackerOptions.defaults().withThreads(1), Optional.empty(), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"csrt", "kcf", "mil", "mosse", "medianflow"})
    void followsASquareThatMovesOverATexturedGround(String name) {
        Sequence sequence = Tracks.movingSquare("square", 5);

        try (BenchmarkTracker tracker = Contender.named(name, SETUP).opener().get()) {
            Take take = OnePass.quiet().run(tracker, sequence);

            Box last = take.track().box(4).orElseThrow();
            assertThat(last.iou(sequence.truth().box(4).orElseThrow())).isGreaterThan(0.5);
            assertThat(take.seconds()).doesNotContain(0);
            assertThat(take.confidences()[4]).isNaN();
        }
    }

    @Test
    void aSecondStartForgetsTheFirst() {
        Sequence sequence = Tracks.movingSquare("square", 6);

        try (BenchmarkTracker tracker = Contender.named("kcf", SETUP).opener().get()) {
            Take first = OnePass.quiet().run(tracker, sequence);
            Take second = OnePass.quiet().run(tracker, sequence);

            assertThat(second.track().row(5)).containsExactly(first.track().row(5));
        }
    }

    @Test
    void aLostTargetKeepsItsLastBox() {
        try (BenchmarkTracker tracker = Contender.named("kcf", SETUP).opener().get()) {
            tracker.show(Tracks.picture(20, 30));
            tracker.start(new Box(20, 30, 40, 40));
            tracker.show(Tracks.picture(22, 31));
            Box seen = tracker.update().box();
            tracker.show(Tracks.picture(900, 900));
            tracker.update();
            tracker.show(Tracks.picture(900, 900));

            Box kept = tracker.update().box();

            assertThat(kept.x()).isCloseTo(seen.x(), within(3.0));
            assertThat(kept.width()).isPositive();
        }
    }

    @Test
    void aTrackerThatNeedsModelsSaysWhichOption() {
        assertThatThrownBy(() -> Contender.named("nano", SETUP))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("tracker nano needs a model file: give --nano-backbone");
        Contender.Setup missing = new Contender.Setup(
                SETUP.options(), Optional.empty(), Optional.empty(), Optional.of(Path.of("no-such.onnx")));
        assertThatThrownBy(() -> Contender.named("vit", missing))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("cannot read no-such.onnx, given with --vit-model");
    }

    @Test
    void anUnknownTrackerIsAnErrorThatNamesTheOthers() {
        assertThatThrownBy(() -> Contender.named("magic", SETUP))
                .isInstanceOf(TwintrackException.class)
                .hasMessageStartingWith("there is no tracker 'magic': choose from twin, csrt");
    }
}
