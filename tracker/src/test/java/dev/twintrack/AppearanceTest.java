package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppearanceTest {

    private static Appearance upright(float... first) {
        return new Appearance(new float[][] {first, {7, 7}});
    }

    @Test
    void theFirstFrameKeepsHalfHoweverOftenItIsRenewed() {
        Appearance appearance = upright(0, 8);
        for (int i = 0; i < 100; i++) {
            appearance.renew(new float[] {4, 4});
        }
        assertThat(appearance.template(0)).containsExactly(2, 6);
    }

    @Test
    void laterTemplatesAreARunningMean() {
        Appearance appearance = upright(0, 0);
        appearance.renew(new float[] {10, 0});
        assertThat(appearance.template(0)).containsExactly(5, 0);
        appearance.renew(new float[] {0, 10});
        assertThat(appearance.template(0)).containsExactly(3, 2);
    }

    @Test
    void turnedTemplatesStayAsTheyWere() {
        Appearance appearance = upright(0, 0);
        appearance.renew(new float[] {10, 0});
        assertThat(appearance.template(1)).containsExactly(7, 7);
    }

    @Test
    void whatIsSavedComesBackAndGoesOnAlike() {
        Appearance appearance = upright(0, 0);
        appearance.renew(new float[] {10, 0});
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        appearance.save(tensors);
        Appearance back = Appearance.load(tensors);
        assertThat(back.turns()).isEqualTo(2);
        assertThat(back.template(0)).containsExactly(5, 0);
        back.renew(new float[] {0, 10});
        assertThat(back.template(0)).containsExactly(3, 2);
    }
}
