package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.row;
import static dev.twintrack.training.evaluate.Tracks.sequence;
import static dev.twintrack.training.evaluate.Tracks.still;
import static dev.twintrack.training.evaluate.Tracks.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultiStartProtocolTest {

    private static final double[] TRUTH = row(20, 20, 20, 20);
    private static final double[] ELSEWHERE = row(100, 100, 20, 20);

    private final MultiStartProtocol protocol = new MultiStartProtocol();

    /** One forward anchor in the first frame. */
    private static Sequence oneAnchor(int frames) {
        BitSet first = new BitSet();
        first.set(0);
        return sequence(still(frames, TRUTH))
                .withSize(Optional.of(new Frames.Size(200, 200)))
                .withTags(Map.of(VotLayout.ANCHOR_FORWARD, first));
    }

    /** A start, right frames, and wrong ones from a frame on. */
    private static Trajectory track(int frames, int wrongFrom) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            rows.add(i == 0 ? row(1) : i < wrongFrom ? TRUTH : ELSEWHERE);
        }
        return Trajectory.of(rows, 0);
    }

    @Test
    void tenFramesWithoutOverlapAreAFailureAtTheirFirst() {
        Map<Measure, Double> values =
                protocol.score(oneAnchor(40), List.of(take(track(40, 30)))).values();

        assertThat(values.get(Measure.ROBUSTNESS)).isEqualTo(30.0 / 40);
        // The frame of the start itself has no overlap, as in the toolkit.
        assertThat(values.get(Measure.ACCURACY)).isCloseTo(29.0 / 30, within(1e-12));
    }

    @Test
    void nineFramesWithoutOverlapAreForgiven() {
        Map<Measure, Double> values =
                protocol.score(oneAnchor(40), List.of(take(track(40, 31)))).values();

        assertThat(values.get(Measure.ROBUSTNESS)).isEqualTo(1);
    }

    @Test
    void expectedOverlapGoesOnWithZerosAfterAFailure() {
        MultiStartProtocol.Score good = protocol.score(oneAnchor(900), List.of(take(track(900, 900))));
        MultiStartProtocol.Score bad = protocol.score(oneAnchor(100), List.of(take(track(100, 50))));

        double[] shares = protocol.total(List.of(good, bad)).curves().get(0).shares();

        assertThat(shares[40]).isCloseTo(1, within(1e-12));
        assertThat(shares[80]).isCloseTo((1 + 49.0 / 80) / 2, within(1e-12));
        assertThat(shares[200]).isCloseTo((1 + 49.0 / 199) / 2, within(1e-12));
    }

    @Test
    void anchorsOfTheDataSetAreRunInTheOrderOfTheirFrames() {
        BitSet forward = new BitSet();
        forward.set(10);
        BitSet backward = new BitSet();
        backward.set(5);
        Sequence sequence = sequence(still(20, TRUTH))
                .withTags(Map.of(VotLayout.ANCHOR_FORWARD, forward, VotLayout.ANCHOR_BACKWARD, backward));

        List<Anchors.Anchor> anchors = Anchors.of(sequence);

        assertThat(anchors).containsExactly(new Anchors.Anchor(5, false), new Anchors.Anchor(10, true));
        assertThat(anchors.get(1).count(20)).isEqualTo(10);
        assertThat(anchors.get(0).count(20)).isEqualTo(6);
        assertThat(anchors.get(0).index(2)).isEqualTo(3);
    }

    @Test
    void withoutAnchorsEveryFiftiethFrameIsOneAndRunsTheLongerWay() {
        assertThat(Anchors.of(sequence(still(160, TRUTH))))
                .containsExactly(
                        new Anchors.Anchor(0, true),
                        new Anchors.Anchor(50, true),
                        new Anchors.Anchor(100, false),
                        new Anchors.Anchor(150, false));
    }

    @Test
    void aRunBackwardsSeesTheSequenceBackwards() {
        Sequence sequence = Tracks.movingSquare("square", 8);
        BitSet last = new BitSet();
        last.set(7);
        Sequence anchored = sequence.withTags(Map.of(VotLayout.ANCHOR_BACKWARD, last));
        Tracks.Scripted tracker = new Tracks.Scripted(java.util.stream.IntStream.rangeClosed(1, 7)
                .mapToObj(n -> sequence.truth().box(7 - n).orElseThrow())
                .toList());

        Pass pass = protocol.passes(anchored, 1).get(0);
        Take take = pass.body().run(tracker, anchored, OnePass.quiet());

        assertThat(pass.name()).isEqualTo("baseline/square/square_00000007");
        assertThat(tracker.starts).containsExactly(sequence.truth().box(7).orElseThrow());
        assertThat(protocol.score(anchored, List.of(take)).values().get(Measure.ROBUSTNESS))
                .isEqualTo(1);
    }

    @Test
    void aMissingRunIsAnError() {
        assertThatThrownBy(() -> protocol.score(sequence(still(160, TRUTH)), List.of(take(track(160, 160)))))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("sequence test has 4 anchors, but there are 1 result files");
    }
}
