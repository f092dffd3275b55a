package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MisfitTest {

    private static final Box FITS = new Box(10, 20, 40, 80);

    @Test
    void movesAndScalesInSidesOfTheBoxThatFits() {
        Box drawn = new Misfit(0.1, -0.05, 1.5, 0.5).of(FITS);

        assertThat(drawn.centerX()).isCloseTo(34, within(1e-9));
        assertThat(drawn.centerY()).isCloseTo(56, within(1e-9));
        assertThat(drawn.width()).isCloseTo(60, within(1e-9));
        assertThat(drawn.height()).isCloseTo(40, within(1e-9));
        assertThat(Misfit.NONE.of(FITS)).isEqualTo(FITS);
    }

    @Test
    void theTwelveAreDifferentAndNoneOfThemFits() {
        assertThat(Misfit.TWELVE).hasSize(12).doesNotHaveDuplicates();
        assertThat(Misfit.TWELVE)
                .allSatisfy(misfit -> assertThat(misfit.of(FITS).iou(FITS)).isBetween(0.6, 0.85));
    }

    @Test
    void drawnOnesStayWithinTheirLimits() {
        Random random = new Random(1);
        double widest = 0;
        for (int i = 0; i < 1000; i++) {
            Misfit misfit = Misfit.draw(0.2, 1.25, random);
            assertThat(misfit.right()).isBetween(-0.2, 0.2);
            assertThat(misfit.down()).isBetween(-0.2, 0.2);
            assertThat(misfit.width()).isBetween(0.8, 1.25);
            assertThat(misfit.height()).isBetween(0.8, 1.25);
            widest = Math.max(widest, misfit.width());
        }
        assertThat(widest).isGreaterThan(1.2);
    }
}
