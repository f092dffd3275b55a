package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.absent;
import static dev.twintrack.training.evaluate.Tracks.flagged;
import static dev.twintrack.training.evaluate.Tracks.row;
import static dev.twintrack.training.evaluate.Tracks.sequence;
import static dev.twintrack.training.evaluate.Tracks.still;
import static dev.twintrack.training.evaluate.Tracks.take;
import static dev.twintrack.training.evaluate.Tracks.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One-pass evaluation on tracks small enough to be scored by hand. Truth is 10 × 10 at (11, 11) unless a test says more. */
class OpeToolkitTest {

    private static final double[] TRUTH = row(11, 11, 10, 10);
    private static final double[] ELSEWHERE = row(100, 100, 10, 10);
    /** Half of the truth and nothing else: an overlap of exactly 0.5, and a centre 2.5 pixels off. */
    private static final double[] HALF = row(11, 11, 10, 5);

    private static OpeProtocol.Score score(OpeToolkit toolkit, Sequence sequence, Trajectory result) {
        return new OpeProtocol(toolkit).score(sequence, List.of(take(result)));
    }

    private static double value(OpeProtocol.Score score, Measure measure) {
        return score.values().get(measure);
    }

    @ParameterizedTest
    @EnumSource(OpeToolkit.class)
    void aPerfectTrackSucceedsAtAllThresholdsButTheLast(OpeToolkit toolkit) {
        OpeProtocol.Score score = score(toolkit, sequence(still(4, TRUTH)), still(4, TRUTH));

        assertThat(value(score, Measure.SUCCESS)).isCloseTo(20.0 / 21, within(1e-12));
        assertThat(value(score, Measure.PRECISION)).isEqualTo(1);
        assertThat(value(score, Measure.AO)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(OpeToolkit.class)
    void anOverlapOfZeroIsNoSuccessAtTheThresholdZero(OpeToolkit toolkit) {
        OpeProtocol.Score score = score(toolkit, sequence(TRUTH, TRUTH), track(TRUTH, ELSEWHERE));

        assertThat(score.success().shares()[0]).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource(OpeToolkit.class)
    void anOverlapOfExactlyAHalfIsNoSuccessAtAHalf(OpeToolkit toolkit) {
        OpeProtocol.Score score = score(toolkit, sequence(TRUTH, TRUTH), track(TRUTH, HALF));

        assertThat(value(score, Measure.SR50)).isEqualTo(0.5);
        assertThat(score.success().shares()[9]).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(OpeToolkit.class)
    void aDistanceOfExactlyTheThresholdIsAHit(OpeToolkit toolkit) {
        double[] twenty = row(31, 11, 10, 10);

        OpeProtocol.Score score = score(toolkit, sequence(TRUTH, TRUTH), track(TRUTH, twenty));

        assertThat(score.precision().shares()[20]).isEqualTo(1);
        assertThat(score.precision().shares()[19]).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource(OpeToolkit.class)
    void theCentreOfABoxIsItsMiddlePixel(OpeToolkit toolkit) {
        // From (11, 11) with 10 pixels to (15, 11) with 2: the middles 15.5 and 15.5 agree, only x + w / 2 would as
        // well;
        // one pixel more of width moves the middle by a half.
        OpeProtocol.Score score = score(toolkit, sequence(TRUTH, TRUTH), track(TRUTH, row(15, 11, 3, 10)));

        assertThat(score.precision().shares()[0]).isEqualTo(0.5);
        assertThat(RowGeometry.centerDistance(row(15, 11, 3, 10), TRUTH, 1, 1)).isEqualTo(0.5);
        assertThat(RowGeometry.centerX(TRUTH)).isEqualTo(15.5);
    }

    @Test
    void got10kAndMatlabTakeTheFirstFrameFromTheTruthAndPysotAsWritten() {
        Sequence sequence = sequence(TRUTH, TRUTH);
        Trajectory result = track(ELSEWHERE, TRUTH);

        assertThat(value(score(OpeToolkit.GOT10K, sequence, result), Measure.SR50))
                .isEqualTo(1);
        assertThat(value(score(OpeToolkit.MATLAB, sequence, result), Measure.SR50))
                .isEqualTo(1);
        assertThat(value(score(OpeToolkit.PYSOT, sequence, result), Measure.SR50))
                .isEqualTo(0.5);
    }

    @Test
    void got10kLeavesOutFramesWithoutTruthAndTheOthersCountThemAsMissAndHit() {
        Sequence sequence = sequence(TRUTH, absent(), TRUTH, TRUTH);
        Trajectory result = track(TRUTH, TRUTH, ELSEWHERE, TRUTH);

        assertThat(value(score(OpeToolkit.GOT10K, sequence, result), Measure.SR50))
                .isCloseTo(2.0 / 3, within(1e-12));
        for (OpeToolkit toolkit : List.of(OpeToolkit.PYSOT, OpeToolkit.MATLAB)) {
            OpeProtocol.Score score = score(toolkit, sequence, result);
            assertThat(value(score, Measure.SR50)).isEqualTo(0.5);
            assertThat(value(score, Measure.PRECISION)).isEqualTo(0.75);
        }
    }

    @Test
    void aTruthThatTouchesZeroIsAMissButForPysotItsDistanceCounts() {
        Sequence sequence = sequence(TRUTH, row(0, 11, 10, 10));
        Trajectory result = track(TRUTH, row(60, 11, 10, 10));

        assertThat(value(score(OpeToolkit.MATLAB, sequence, result), Measure.PRECISION))
                .isEqualTo(1);
        assertThat(value(score(OpeToolkit.PYSOT, sequence, result), Measure.PRECISION))
                .isEqualTo(0.5);
        assertThat(score(OpeToolkit.MATLAB, sequence, track(TRUTH, row(0, 11, 10, 10)))
                        .success()
                        .shares()[0])
                .isEqualTo(0.5);
    }

    @Test
    void matlabReplacesAnInvalidBoxByTheOneBefore() {
        Sequence sequence = sequence(still(4, TRUTH));
        Trajectory result = track(TRUTH, TRUTH, absent(), row(50, 50, 0, 4));

        OpeProtocol.Score repaired = score(OpeToolkit.MATLAB, sequence, result);

        assertThat(value(repaired, Measure.SR50)).isEqualTo(1);
        assertThat(repaired.notes()).containsExactly("2 invalid boxes replaced by the one before");
        assertThat(value(score(OpeToolkit.GOT10K, sequence, result), Measure.SR50))
                .isEqualTo(0.5);
    }

    @Test
    void aPerfectTrackScoresLessThanOneWhereTheObjectIsFlaggedAbsent() {
        Sequence sequence = flagged(sequence(still(4, TRUTH)), 1);

        for (OpeToolkit toolkit : List.of(OpeToolkit.PYSOT, OpeToolkit.MATLAB)) {
            OpeProtocol.Score score = score(toolkit, sequence, still(4, TRUTH));
            assertThat(value(score, Measure.SR50)).isEqualTo(0.75);
            assertThat(value(score, Measure.PRECISION)).isEqualTo(0.75);
        }
        assertThat(value(score(OpeToolkit.GOT10K, sequence, still(4, TRUTH)), Measure.SR50))
                .isEqualTo(1);
    }

    @Test
    void aShortResultIsCutWithItsTruthByGot10kAndMissesItsEndForTheOthers() {
        Sequence sequence = sequence(still(4, TRUTH));

        OpeProtocol.Score cut = score(OpeToolkit.GOT10K, sequence, still(2, TRUTH));

        assertThat(value(cut, Measure.SR50)).isEqualTo(1);
        assertThat(cut.notes()).containsExactly("2 rows of result for 4 of truth: only the first 2 frames count");
        assertThat(value(score(OpeToolkit.MATLAB, sequence, still(2, TRUTH)), Measure.SR50))
                .isEqualTo(0.5);
        assertThat(value(score(OpeToolkit.PYSOT, sequence, still(2, TRUTH)), Measure.PRECISION))
                .isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource(OpeToolkit.class)
    void theSurplusOfALongResultIsCutOff(OpeToolkit toolkit) {
        OpeProtocol.Score score = score(toolkit, sequence(still(2, TRUTH)), still(5, TRUTH));

        assertThat(value(score, Measure.SR50)).isEqualTo(1);
        assertThat(score.notes()).hasSize(1);
    }

    @Test
    void aTiger1FromTheSixthFrameMeetsItsTruth() {
        Trajectory truth = Trajectory.of(
                java.util.stream.IntStream.range(0, 12)
                        .mapToObj(i -> row(11 + 20 * i, 11, 10, 10))
                        .toList(),
                0);
        Sequence tiger = Sequence.of("Tiger1", Frames.pictures(List.of()), truth);

        OpeProtocol.Score score = score(OpeToolkit.PYSOT, tiger, truth.slice(5, 12));

        assertThat(value(score, Measure.SR50)).isEqualTo(1);
    }

    @Test
    void normalisedPrecisionIsTheMeanOfItsCurveAndPysotsIsItsValueAtOneFifth() {
        // Off by a tenth of the width: a hit from the threshold 0.10 on, which is 41 of 51 thresholds.
        Sequence sequence = sequence(TRUTH, TRUTH);
        Trajectory result = track(TRUTH, row(12, 11, 10, 10));

        assertThat(value(score(OpeToolkit.PYSOT, sequence, result), Measure.NORM_PRECISION))
                .isEqualTo(1);
        assertThat(value(score(OpeToolkit.MATLAB, sequence, result), Measure.NORM_PRECISION))
                .isCloseTo((1 + 41.0 / 51) / 2, within(1e-12));
    }

    @Test
    void totalsAreMeansOverSequencesWhateverTheirLength() {
        OpeProtocol protocol = new OpeProtocol(OpeToolkit.GOT10K);
        OpeProtocol.Score good = score(OpeToolkit.GOT10K, sequence(still(9, TRUTH)), still(9, TRUTH));
        OpeProtocol.Score bad = score(OpeToolkit.GOT10K, sequence(TRUTH, TRUTH), track(TRUTH, ELSEWHERE));

        Totals totals = protocol.total(List.of(good, bad));

        assertThat(totals.values().get(Measure.SR50)).isEqualTo(0.75);
    }

    @Test
    void repeatedRunsOfASequenceAreAveraged() {
        OpeProtocol.Score score = new OpeProtocol(OpeToolkit.GOT10K)
                .score(sequence(TRUTH, TRUTH), List.of(take(track(TRUTH, TRUTH)), take(track(TRUTH, ELSEWHERE))));

        assertThat(value(score, Measure.SR50)).isEqualTo(0.75);
    }

    @Test
    void aOneBasedResultIsScoredInTheDataSetsOwnCoordinates() {
        Sequence oneBased = sequence(Trajectory.of(List.of(TRUTH, TRUTH), 1));
        Trajectory zeroBased = still(2, 10, 10, 10, 10);

        assertThat(value(score(OpeToolkit.GOT10K, oneBased, zeroBased), Measure.AO))
                .isEqualTo(1);
        assertThat(oneBased.truth().box(0)).contains(new dev.twintrack.Box(10, 10, 10, 10));
    }
}
