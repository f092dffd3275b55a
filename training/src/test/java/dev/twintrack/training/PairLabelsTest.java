package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.training.data.Pair;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.loss.MapGeometry;
import dev.twintrack.training.loss.MapLabels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairLabelsTest {

    private static final MapGeometry MAP = MapGeometry.centered(9, 8, 96);
    private static final Box TARGET = new Box(8, 24, 32, 24);
    private static final Box RIVAL = new Box(56, 48, 24, 24);

    private static PairBatch batch() {
        Pair.Origin origin = new Pair.Origin("set", "clip", 0, 0);
        return new PairBatch(
                48,
                96,
                new float[0],
                new float[0],
                new float[0],
                List.of(
                        new Pair(0, TARGET, Optional.empty(), List.of(RIVAL), origin, origin),
                        new Pair(1, TARGET, Optional.of(TARGET), List.of(RIVAL), origin, origin)));
    }

    private static final PairLabels LABELS = PairLabels.of(batch(), MAP, Head.ANCHOR_FREE, 16);

    @Test
    void aPairWithoutTargetIsNegativeEverywhereAndTeachesNoBox() {
        for (int cell = 0; cell < MAP.cells(); cell++) {
            assertThat(LABELS.scores()[cell]).isEqualTo(MapLabels.NEGATIVE);
            assertThat(LABELS.boxWeights()[cell]).isZero();
            assertThat(LABELS.rivals()[cell]).isEqualTo(MapLabels.IGNORED);
        }
    }

    @Test
    void theHighestNegativesOfEachMapAreTheOnesToBeMistaken() {
        int cells = MAP.cells();
        float[] scores = new float[2 * cells];
        for (int at = 0; at < scores.length; at++) {
            scores[at] = 37 * at % 101;
        }
        float[] shares = LABELS.mistaken(scores, cells, 5);
        for (int map = 0; map < 2; map++) {
            for (int at = map * cells; at < (map + 1) * cells; at++) {
                int higher = 0;
                for (int other = map * cells; other < (map + 1) * cells; other++) {
                    boolean negative = LABELS.scores()[other] == MapLabels.NEGATIVE;
                    higher += negative && scores[other] > scores[at] ? 1 : 0;
                }
                boolean chosen = LABELS.scores()[at] == MapLabels.NEGATIVE && higher < 5;
                assertThat(shares[at]).isEqualTo(chosen ? 0.1f : 0);
            }
        }
    }

    @Test
    void rivalsAreTheOnlyNegativesOfTheirLabels() {
        boolean any = false;
        for (int cell = 0; cell < MAP.cells(); cell++) {
            float label = LABELS.rivals()[MAP.cells() + cell];
            double x = MAP.x(cell % MAP.columns());
            double y = MAP.y(cell / MAP.columns());
            if (label == MapLabels.NEGATIVE) {
                any = true;
                assertThat(x).isBetween(RIVAL.x(), RIVAL.right());
                assertThat(y).isBetween(RIVAL.y(), RIVAL.bottom());
            } else if (label == MapLabels.POSITIVE) {
                assertThat(LABELS.scores()[MAP.cells() + cell]).isEqualTo(MapLabels.POSITIVE);
            }
        }
        assertThat(any).isTrue();
        assertThat(LABELS.hasRivals()).isTrue();
    }

    @Test
    void overlapsAreThoseOfTheBoxesThatTheDistancesStandFor() {
        float[] predicted = new float[LABELS.distances().length];
        java.util.Arrays.fill(predicted, 12);
        float[] overlaps = LABELS.overlaps(predicted, MAP.cells());
        int taught = 0;
        for (int cell = 0; cell < MAP.cells(); cell++) {
            double x = MAP.x(cell % MAP.columns());
            double y = MAP.y(cell / MAP.columns());
            if (LABELS.boxWeights()[MAP.cells() + cell] > 0) {
                double expected = Box.around(x, y, 24, 24).iou(TARGET);
                assertThat((double) overlaps[MAP.cells() + cell]).isCloseTo(expected, within(1e-6));
                taught++;
            } else {
                assertThat(overlaps[MAP.cells() + cell]).isZero();
            }
        }
        assertThat(taught).isPositive();
    }
}
