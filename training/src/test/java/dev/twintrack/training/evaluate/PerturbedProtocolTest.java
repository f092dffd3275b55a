package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.absent;
import static dev.twintrack.training.evaluate.Tracks.row;
import static dev.twintrack.training.evaluate.Tracks.sequence;
import static dev.twintrack.training.evaluate.Tracks.still;
import static dev.twintrack.training.evaluate.Tracks.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PerturbedProtocolTest {

    private static final double[] TRUTH = row(50, 40, 20, 10);

    @Test
    void temporalStartsAreTwentySpreadOverTheSequence() {
        List<Starts.Start> starts = Starts.TRE.of(sequence(still(400, TRUTH)));

        assertThat(starts).hasSize(20);
        assertThat(starts.get(0).frame()).isZero();
        assertThat(starts.get(19).frame()).isEqualTo(380);
        assertThat(starts).extracting(Starts.Start::frame).isSorted();
        assertThat(starts.get(10).frame() - starts.get(9).frame()).isBetween(19, 21);
    }

    @Test
    void noTemporalStartIsInAFrameWithoutTheObject() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(i % 2 == 0 ? TRUTH : absent());
        }

        List<Starts.Start> starts = Starts.TRE.of(sequence(Trajectory.of(rows, 0)));

        assertThat(starts).allMatch(start -> start.frame() % 2 == 0);
    }

    @Test
    void spatialStartsAreEightShiftsAndFourSizes() {
        Sequence sequence = sequence(still(3, TRUTH)).withSize(Optional.of(new Frames.Size(200, 100)));

        List<Box> boxes =
                Starts.SRE.of(sequence).stream().map(Starts.Start::box).toList();

        assertThat(boxes)
                .containsExactly(
                        new Box(48, 40, 20, 10),
                        new Box(52, 40, 20, 10),
                        new Box(50, 39, 20, 10),
                        new Box(50, 41, 20, 10),
                        new Box(48, 39, 22, 11),
                        new Box(50, 39, 22, 11),
                        new Box(48, 40, 22, 11),
                        new Box(50, 40, 22, 11),
                        new Box(52, 41, 16, 8),
                        new Box(51, 41, 18, 9),
                        new Box(49, 40, 22, 11),
                        new Box(48, 39, 24, 12));
    }

    @Test
    void aTrackFromALargerBoxIsScaledBackBeforeItIsScored() {
        Starts.Start larger = new Starts.Start(0, new Box(48, 39, 24, 12), 1.2);

        Trajectory restored = larger.restored(still(1, 48, 39, 24, 12));

        assertThat(restored.row(0)[2]).isEqualTo(20);
        assertThat(restored.row(0)[3]).isEqualTo(10);
    }

    @Test
    void theFramesOfAllPassesCountTogether() {
        PerturbedProtocol protocol = new PerturbedProtocol(Starts.TRE);
        Sequence sequence = sequence(still(40, TRUTH));
        List<Starts.Start> starts = Starts.TRE.of(sequence);
        List<Take> takes = new ArrayList<>();
        int frames = 0;
        int wrong = 0;
        for (int i = 0; i < starts.size(); i++) {
            int count = 40 - starts.get(i).frame();
            boolean lost = i == 3;
            takes.add(take(lost ? still(count, 150, 90, 5, 5) : still(count, TRUTH)));
            frames += count;
            wrong += lost ? count - 1 : 0;
        }

        double share = protocol.score(sequence, takes).values().get(Measure.SR50);

        assertThat(share).isCloseTo((double) (frames - wrong) / frames, within(1e-12));
    }

    @Test
    void theConfidenceOfEachPassIsJudgedFromTheFrameItBeganIn() {
        PerturbedProtocol protocol = new PerturbedProtocol(Starts.TRE);
        double[] later = row(120, 60, 20, 10);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(i < 20 ? TRUTH : later);
        }
        Sequence sequence = sequence(Trajectory.of(rows, 0));
        List<Starts.Start> starts = Starts.TRE.of(sequence);
        List<Take> takes = new ArrayList<>();
        for (Starts.Start start : starts) {
            double[] confidences = new double[40 - start.frame()];
            Arrays.fill(confidences, 0.5);
            confidences[0] = Double.NaN;
            takes.add(take(still(confidences.length, later), confidences));
        }

        List<Confidences.Judged> judged = protocol.judged(sequence, takes);

        assertThat(judged).hasSize(20);
        for (int i = 0; i < 20; i++) {
            int judgedFrom = starts.get(i).frame() + 1;
            double[] expected = new double[40 - judgedFrom];
            Arrays.setAll(expected, n -> judgedFrom + n < 20 ? 0 : 1);
            assertThat(judged.get(i).overlap()).containsExactly(expected);
        }
    }

    @Test
    void passesBeginInTheirOwnFrames() {
        Sequence sequence = Tracks.movingSquare("square", 30);
        PerturbedProtocol protocol = new PerturbedProtocol(Starts.TRE);
        Pass last = protocol.passes(sequence, 1).get(19);
        List<Box> truth = new ArrayList<>();
        for (int i = 11; i < 30; i++) {
            truth.add(sequence.truth().box(i).orElseThrow());
        }
        Tracks.Scripted tracker = new Tracks.Scripted(truth);

        Take take = last.body().run(tracker, sequence, OnePass.quiet());

        assertThat(last.name()).isEqualTo("tre/square/square_020");
        assertThat(take.track().length()).isEqualTo(20);
        assertThat(tracker.starts).containsExactly(sequence.truth().box(10).orElseThrow());
    }
}
