package dev.twintrack.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import org.junit.jupiter.api.Test;

/** A 25 × 25 map of stride 8 over a 255-pixel crop, as the light head has it. */
class MapLabelsTest {

    private final MapGeometry geometry = MapGeometry.centered(25, 8, 255);

    @Test
    void theMiddleCellOfACentredMapLiesInTheCropsCentre() {
        assertThat(geometry.x(12)).isEqualTo(127.5);
        assertThat(geometry.y(0)).isEqualTo(31.5);
    }

    @Test
    void ellipseLabelsFollowTheEllipsesAroundTheTarget() {
        Box target = Box.around(120, 140, 90, 60);
        float[] labels = MapLabels.ellipse(geometry, target);
        for (int cell = 0; cell < labels.length; cell++) {
            double dx = (geometry.x(cell % 25) - 120) / 90;
            double dy = (geometry.y(cell / 25) - 140) / 60;
            double radius = Math.hypot(dx, dy);
            assertThat(labels[cell]).isEqualTo(radius <= 0.25 ? 1f : radius <= 0.5 ? -1f : 0f);
        }
        assertThat(MapLabels.count(labels, MapLabels.POSITIVE)).isBetween(10, 20);
        assertThat(MapLabels.count(labels, MapLabels.IGNORED)).isBetween(35, 60);
    }

    @Test
    void aTargetThinnerThanTheStrideStillHasOnePositiveCell() {
        float[] labels = MapLabels.ellipse(geometry, Box.around(130, 130, 4, 3));
        assertThat(MapLabels.count(labels, MapLabels.POSITIVE)).isEqualTo(1);
        assertThat(labels[12 * 25 + 12]).isEqualTo(MapLabels.POSITIVE);
    }

    @Test
    void aTargetWhoseCentreTheMapDoesNotCoverGetsNoCellByForce() {
        float[] labels = MapLabels.ellipse(geometry, Box.around(5, 5, 4, 3));
        assertThat(labels).containsOnly(MapLabels.NEGATIVE);
    }

    @Test
    void aPairWithoutTheTargetIsNegativeEverywhere() {
        assertThat(MapLabels.absent(geometry)).hasSize(625).containsOnly(MapLabels.NEGATIVE);
    }

    @Test
    void blockLabelsAreTheDiamondOfThirteenCells() {
        float[] labels = MapLabels.blocks(geometry, Box.around(127.5, 127.5, 60, 60), 16);
        assertThat(MapLabels.count(labels, MapLabels.POSITIVE)).isEqualTo(13);
        assertThat(MapLabels.count(labels, MapLabels.NEGATIVE)).isEqualTo(612);
        assertThat(labels[12 * 25 + 14]).isEqualTo(MapLabels.POSITIVE);
        assertThat(labels[13 * 25 + 14]).isEqualTo(MapLabels.NEGATIVE);
    }

    @Test
    void distancesRebuildTheBoxFromEveryCell() {
        Box target = new Box(40.25, 50.5, 70, 33);
        float[] planes = MapLabels.distances(geometry, target);
        for (int cell = 0; cell < 625; cell++) {
            double x = geometry.x(cell % 25);
            double y = geometry.y(cell / 25);
            assertThat(x - planes[cell]).isCloseTo(target.x(), within(1e-4));
            assertThat(y - planes[625 + cell]).isCloseTo(target.y(), within(1e-4));
            assertThat(x + planes[2 * 625 + cell]).isCloseTo(target.right(), within(1e-4));
            assertThat(y + planes[3 * 625 + cell]).isCloseTo(target.bottom(), within(1e-4));
        }
    }

    @Test
    void onlyPositiveCellsInsideTheTargetTeachTheBox() {
        Box wide = Box.around(120, 140, 90, 60);
        float[] labels = MapLabels.ellipse(geometry, wide);
        float[] weights = MapLabels.boxWeights(geometry, wide, labels);
        assertThat(MapLabels.count(weights, 1)).isEqualTo(MapLabels.count(labels, MapLabels.POSITIVE));

        Box thin = Box.around(131, 131, 4, 3);
        float[] none = MapLabels.boxWeights(geometry, thin, MapLabels.ellipse(geometry, thin));
        assertThat(none).containsOnly(0f);
    }

    @Test
    void refusesAMapWithoutCellsOrStride() {
        assertThatThrownBy(() -> new MapGeometry(0, 5, 8, 0)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> new MapGeometry(5, 5, 0, 0)).isInstanceOf(TwintrackException.class);
    }
}
