package dev.twintrack.training.mine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.ScoreMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A map of 5 × 4 cells of 10 pixels, from (100, 200). */
class FalsePeaksTest {

    private static final Box SIZE = new Box(0, 0, 20, 10);

    private final float[] scores = new float[20];
    private final ScoreMap map = new ScoreMap(new Box(100, 200, 50, 40), 5, 4, scores);

    @Test
    void theHighestPeakOffTheTruthIsFoundAtItsCell() {
        scores[0] = 0.9f;
        scores[13] = 0.6f;
        scores[4] = 0.5f;

        FalsePeaks.Peak peak = FalsePeaks.highest(map, Optional.of(new Box(95, 200, 20, 10)), SIZE, 0.3, 0.2)
                .orElseThrow();

        assertThat(peak.box()).isEqualTo(Box.around(135, 225, 20, 10));
        assertThat(peak.score()).isEqualTo(0.6f);
    }

    @Test
    void theSlopeOfTheTruePeakIsNoPeak() {
        scores[6] = 0.9f;
        scores[7] = 0.7f;
        scores[8] = 0.5f;

        assertThat(FalsePeaks.highest(map, Optional.of(Box.around(115, 215, 20, 10)), SIZE, 0.3, 0.2))
                .isEmpty();
    }

    @Test
    void aLowPeakDoesNotCount() {
        scores[13] = 0.29f;

        assertThat(FalsePeaks.highest(map, Optional.empty(), SIZE, 0.3, 0.2)).isEmpty();
    }

    @Test
    void everyPeakIsFalseWhileTheObjectIsOutOfSight() {
        scores[13] = 0.8f;

        assertThat(FalsePeaks.highest(map, Optional.empty(), SIZE, 0.3, 0.2)).isPresent();
    }
}
