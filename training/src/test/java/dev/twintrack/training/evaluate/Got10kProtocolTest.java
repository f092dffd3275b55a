package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.flagged;
import static dev.twintrack.training.evaluate.Tracks.row;
import static dev.twintrack.training.evaluate.Tracks.sequence;
import static dev.twintrack.training.evaluate.Tracks.still;
import static dev.twintrack.training.evaluate.Tracks.take;
import static dev.twintrack.training.evaluate.Tracks.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Got10kProtocolTest {

    private static final double[] TRUTH = row(10, 10, 10, 10);
    private static final double[] HALF = row(10, 10, 10, 5);
    private static final double[] ELSEWHERE = row(60, 60, 10, 10);

    private final Got10kProtocol protocol = new Got10kProtocol();

    private static Sequence sized(Sequence sequence) {
        return sequence.withSize(Optional.of(new Frames.Size(100, 80)));
    }

    private double ao(Sequence sequence, Trajectory result) {
        return protocol.score(sequence, List.of(take(result))).values().get(Measure.AO);
    }

    @Test
    void theFirstFrameDoesNotCount() {
        assertThat(ao(sized(sequence(TRUTH, TRUTH, TRUTH)), track(TRUTH, HALF, HALF)))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void framesWithoutCoverDoNotCount() {
        Sequence sequence = flagged(sized(sequence(still(4, TRUTH))), 2);

        assertThat(ao(sequence, track(TRUTH, TRUTH, ELSEWHERE, TRUTH))).isCloseTo(1, within(1e-12));
    }

    @Test
    void boxesAreClippedToThePictureCornerFirst() {
        // The part of the box left of the picture is not cut off but pushed in: x becomes 0, the width stays.
        Sequence sequence = sized(sequence(row(0, 0, 20, 20), row(0, 0, 20, 20)));

        assertThat(ao(sequence, track(row(0, 0, 20, 20), row(-10, 0, 20, 20)))).isCloseTo(1, within(1e-12));
        assertThat(ao(
                        sized(sequence(row(80, 60, 40, 40), row(80, 60, 40, 40))),
                        track(row(80, 60, 40, 40), row(80, 60, 20, 20))))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void totalsAreOverTheFramesOfAllSequencesTogether() {
        Got10kProtocol.Score longer = protocol.score(sized(sequence(still(4, TRUTH))), List.of(take(still(4, TRUTH))));
        Got10kProtocol.Score shorter =
                protocol.score(sized(sequence(TRUTH, TRUTH)), List.of(take(track(TRUTH, ELSEWHERE))));

        Totals totals = protocol.total(List.of(longer, shorter));

        assertThat(totals.values().get(Measure.AO)).isCloseTo(0.75, within(1e-12));
        assertThat(totals.values().get(Measure.SR50)).isEqualTo(0.75);
    }

    @Test
    void repetitionsArePooled() {
        Got10kProtocol.Score score = protocol.score(
                sized(sequence(TRUTH, TRUTH)), List.of(take(track(TRUTH, TRUTH)), take(track(TRUTH, ELSEWHERE))));

        assertThat(score.counted()).hasSize(2);
        assertThat(score.values().get(Measure.SR75)).isEqualTo(0.5);
    }

    @Test
    void anUnknownSizeOfThePicturesIsSaid() {
        assertThat(protocol.score(sequence(TRUTH, TRUTH), List.of(take(still(2, TRUTH))))
                        .notes())
                .containsExactly("size of the pictures unknown: boxes are not clipped to them");
    }
}
