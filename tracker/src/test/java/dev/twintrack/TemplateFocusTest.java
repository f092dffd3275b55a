package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.Trunk;
import dev.twintrack.network.TwinNetwork;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemplateFocusTest {

    /** Cells of 16 pixels; the 4 × 4 in the middle of a template of 111 reach from 23.5 to 87.5. */
    private static TemplateFocus focus(double focus) {
        return new TemplateFocus(new TwinNetwork(
                new Architecture(Trunk.SQUEEZENET, 6, Head.ANCHOR_FREE, 111, 223, 8, 4, 8, 1, 0, focus)));
    }

    @Test
    void withoutFocusEveryCellCounts() {
        assertThat(focus(0).weights(new Box(50, 50, 1, 1))).containsOnly(1f);
    }

    @Test
    void cellsCountByTheShareThatTheTargetCovers() {
        // Covers the second column of cells whole, and half of the third, in the two rows of the middle.
        float[] weights = focus(0.8).weights(new Box(39.5, 39.5, 24, 32));
        float faded = 0.2f;
        float half = 0.6f;
        assertThat(weights)
                .containsExactly(
                        faded, faded, faded, faded, //
                        faded, 1, half, faded, //
                        faded, 1, half, faded, //
                        faded, faded, faded, faded);
    }

    @Test
    void appliesTheSameWeightsToEveryChannel() {
        float[] template = new float[8 * 16];
        Arrays.fill(template, 2);
        float[] result = focus(1).apply(template, new Box(23.5, 23.5, 16, 64));
        for (int i = 0; i < result.length; i++) {
            assertThat(result[i]).isEqualTo(i % 4 == 0 ? 2f : 0f);
        }
        assertThat(template).containsOnly(2f);
    }

    @Test
    void aFocusIsAShare() {
        assertThatThrownBy(() -> focus(1.5))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("focus of 1.5: want 0 to 1");
    }
}
