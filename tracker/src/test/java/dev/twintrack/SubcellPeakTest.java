package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SubcellPeakTest {

    private static final int CELLS = 9;

    private static float[] hill(double column, double row) {
        float[] map = new float[CELLS * CELLS];
        for (int i = 0; i < map.length; i++) {
            double dx = i % CELLS - column;
            double dy = i / CELLS - row;
            map[i] = (float) (1 - 0.02 * dx * dx - 0.03 * dy * dy);
        }
        return map;
    }

    @Test
    void findsTheTopOfAParabolaBetweenCells() {
        SubcellPeak peak = SubcellPeak.beside(hill(4.3, 2.8), 3 * CELLS + 4);
        assertThat(peak.column()).isCloseTo(4.3, Offset.offset(1e-4));
        assertThat(peak.row()).isCloseTo(2.8, Offset.offset(1e-4));
    }

    @Test
    void climbsToAHigherNeighbourButNotFurther() {
        SubcellPeak peak = SubcellPeak.beside(hill(6, 6), 4 * CELLS + 4);
        assertThat(peak.column()).isEqualTo(5.5);
        assertThat(peak.row()).isEqualTo(5.5);
        assertThat(peak.height()).isCloseTo(0.95, Offset.offset(1e-6));
    }

    @Test
    void aTopOnTheEdgeAndAFlatMapStayOnTheirCells() {
        SubcellPeak corner = SubcellPeak.beside(hill(-1, -1), 0);
        assertThat(corner).isEqualTo(new SubcellPeak(0, 0, hill(-1, -1)[0]));
        assertThat(SubcellPeak.beside(new float[CELLS * CELLS], 40)).isEqualTo(new SubcellPeak(4, 4, 0));
    }
}
