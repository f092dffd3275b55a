package dev.twintrack.training.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.ModelCard;
import dev.twintrack.training.metric.Distance;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private final float[][] embeddings = clusters(20, 6);
    private final int[] labels = labels(20, 6);
    private final Calibration calibration = Calibration.measure(embeddings, labels, 1);

    @Test
    void itsLevelsHoldTheirRateOnTheSetThatTheyWereMeasuredOn() {
        for (Calibration.Level level : calibration.levels()) {
            int accepted = 0;
            int impostors = 0;
            for (int i = 0; i < labels.length; i++) {
                for (int j = i + 1; j < labels.length; j++) {
                    if (labels[i] != labels[j]) {
                        impostors++;
                        accepted += level.accepts(Distance.cosine().between(embeddings[i], embeddings[j])) ? 1 : 0;
                    }
                }
            }
            assertThat((double) accepted / impostors).isLessThanOrEqualTo(level.rate());
            assertThat(level.falseAccept().hits()).isEqualTo(accepted);
            assertThat(level.falseAccept().low())
                    .isLessThanOrEqualTo(level.falseAccept().value());
            assertThat(level.falseAccept().high())
                    .isGreaterThanOrEqualTo(level.falseAccept().value());
        }
        assertThat(calibration.levels()).hasSizeGreaterThan(5);
    }

    @Test
    void stricterLevelsAcceptLess() {
        for (int i = 1; i < calibration.levels().size(); i++) {
            assertThat(calibration.levels().get(i).threshold())
                    .isGreaterThanOrEqualTo(calibration.levels().get(i - 1).threshold());
        }
    }

    @Test
    void itGoesIntoACardAndBack() {
        ModelCard card = calibration.in(TinyModel.of(1).card());
        assertThat(Calibration.of(card)).isEqualTo(calibration);
        assertThat(card.facts()).containsEntry("seed", "1");
    }

    @Test
    void aCardWithoutOneAndARateWithoutALevelAreNamed() {
        assertThatThrownBy(() -> Calibration.of(TinyModel.of(1).card()))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("model tiny has no verification thresholds");
        assertThatThrownBy(() -> calibration.at(0.33))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("there are 0.1, 0.05");
    }

    private static float[][] clusters(int things, int crops) {
        Random random = new Random(3);
        float[][] centres = new float[things][8];
        for (float[] centre : centres) {
            for (int k = 0; k < 8; k++) {
                centre[k] = (float) random.nextGaussian();
            }
        }
        float[][] rows = new float[things * crops][8];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 8; k++) {
                rows[i][k] = centres[i / crops][k] + 0.6f * (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static int[] labels(int things, int crops) {
        int[] labels = new int[things * crops];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / crops;
        }
        return labels;
    }
}
