package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.row;
import static dev.twintrack.training.evaluate.Tracks.sequence;
import static dev.twintrack.training.evaluate.Tracks.still;
import static dev.twintrack.training.evaluate.Tracks.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The supervised experiment of VOT, run with a scripted tracker and scored on tracks with codes. */
class SupervisedProtocolTest {

    private static final double[] TRUTH = row(20, 20, 20, 20);
    private static final double[] START = row(1);
    private static final double[] FAILURE = row(2);
    private static final double[] SKIPPED = row(0);

    private final SupervisedProtocol protocol = new SupervisedProtocol("test", 3, 6);

    private static Sequence sized(int frames) {
        return sequence(still(frames, TRUTH)).withSize(Optional.of(new Frames.Size(200, 200)));
    }

    /** A start, then the truth, but for what is given by frame. */
    private static Trajectory track(int frames, Map<Integer, double[]> others) {
        List<double[]> rows = new ArrayList<>(Collections.nCopies(frames, TRUTH));
        rows.set(0, START);
        others.forEach(rows::set);
        return Trajectory.of(rows, 0);
    }

    @Test
    void aTrackerThatLosesItsTargetIsStartedAnewFiveFramesLater() {
        Sequence sequence = Tracks.movingSquare("square", 10);
        Box first = sequence.truth().box(1).orElseThrow();
        Box lost = new Box(130, 90, 10, 10);
        Box later = sequence.truth().box(8).orElseThrow();
        Tracks.Scripted tracker = new Tracks.Scripted(List.of(first, lost, later, later));

        Take take = new SupervisedPass().run(tracker, sequence, OnePass.quiet());

        double[][] codes = new double[10][];
        Arrays.setAll(codes, i -> take.track().row(i).length == 1 ? take.track().row(i) : row(9));
        assertThat(Arrays.stream(codes).mapToDouble(code -> code[0]).toArray())
                .containsExactly(1, 9, 2, 0, 0, 0, 0, 1, 9, 9);
        assertThat(tracker.starts)
                .containsExactly(
                        sequence.truth().box(0).orElseThrow(),
                        sequence.truth().box(7).orElseThrow());
        assertThat(take.seconds()[4]).isNaN();
    }

    @Test
    void accuracyLeavesOutTenFramesFromEachStart() {
        // Wrong by half in frames 1 to 9, right from then on: only the latter count.
        Trajectory track = track(
                30,
                java.util.stream.IntStream.range(1, 10)
                        .boxed()
                        .collect(java.util.stream.Collectors.toMap(i -> i, i -> row(20, 20, 20, 10))));

        Map<Measure, Double> values =
                protocol.score(sized(30), List.of(take(track))).values();

        assertThat(values.get(Measure.ACCURACY)).isEqualTo(1);
        assertThat(values.get(Measure.LOST)).isZero();
    }

    @Test
    void robustnessIsFailuresForAHundredFrames() {
        Trajectory track =
                track(50, Map.of(12, FAILURE, 13, SKIPPED, 14, SKIPPED, 15, SKIPPED, 16, SKIPPED, 17, START));

        Map<Measure, Double> values =
                protocol.score(sized(50), List.of(take(track))).values();

        assertThat(values.get(Measure.LOST)).isEqualTo(1);
        assertThat(values.get(Measure.FAILURE_RATE)).isEqualTo(2);
    }

    @Test
    void expectedOverlapAveragesTheFragmentsThatReachALength() {
        // Fragment one: frames 0 to 3, two right frames, then zeros for ever. Fragment two: frames 8 to 11, all right.
        double[] half = row(20, 20, 20, 10);
        Trajectory track =
                track(12, Map.of(2, half, 3, FAILURE, 4, SKIPPED, 5, SKIPPED, 6, SKIPPED, 7, SKIPPED, 8, START));
        SupervisedProtocol.Score score = protocol.score(sized(12), List.of(take(track)));
        double right = 1;
        double wrong = score.overlaps()[2];

        Curve curve = protocol.total(List.of(score)).curves().get(0);

        double[] first = {right, (right + wrong) / 2, (right + wrong) / 3, (right + wrong) / 4};
        assertThat(curve.shares()[1]).isCloseTo((first[0] + 1) / 2, within(1e-9));
        assertThat(curve.shares()[2]).isCloseTo((first[1] + 1) / 2, within(1e-9));
        assertThat(curve.shares()[3]).isCloseTo((first[2] + 1) / 2, within(1e-9));
        // The second fragment has no fifth frame.
        assertThat(curve.shares()[4]).isCloseTo(first[3], within(1e-9));
    }

    @Test
    void eaoIsTheMeanOverTheTypicalLengths() {
        SupervisedProtocol.Score score = protocol.score(sized(12), List.of(take(track(12, Map.of()))));

        Totals totals = protocol.total(List.of(score));

        assertThat(totals.values().get(Measure.EAO)).isCloseTo(1, within(1e-9));
        assertThat(totals.values().get(Measure.EAO_EXACT)).isCloseTo(1, within(1e-9));
        assertThat(new ExpectedOverlap(3, 6)
                        .score(new Curve(Curve.Kind.EXPECTED_OVERLAP, Curve.steps(8, 1), new double[] {
                            1, 1, .9, .8, .7, .6, .5, .4
                        })))
                .isCloseTo((.9 + .8 + .7 + .6) / 4, within(1e-12));
    }

    @Test
    void aTagCountsOnlyItsOwnFrames() {
        Trajectory track =
                track(50, Map.of(12, FAILURE, 13, SKIPPED, 14, SKIPPED, 15, SKIPPED, 16, SKIPPED, 17, START));
        SupervisedProtocol.Score score = protocol.score(sized(50), List.of(take(track)));
        BitSet end = new BitSet();
        end.set(30, 50);

        Totals tagged = protocol.total(List.of(score), List.of(end)).orElseThrow();

        assertThat(tagged.values().get(Measure.LOST)).isZero();
        assertThat(tagged.values().get(Measure.ACCURACY)).isEqualTo(1);
    }

    @Test
    void repetitionsAreAveraged() {
        Trajectory failing =
                track(50, Map.of(12, FAILURE, 13, SKIPPED, 14, SKIPPED, 15, SKIPPED, 16, SKIPPED, 17, START));

        Map<Measure, Double> values = protocol.score(sized(50), List.of(take(failing), take(track(50, Map.of()))))
                .values();

        assertThat(values.get(Measure.LOST)).isEqualTo(0.5);
    }
}
