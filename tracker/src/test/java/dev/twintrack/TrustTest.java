package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static double after(double before, double frame, int times) {
        double trust = before;
        for (int i = 0; i < times; i++) {
            trust = Trust.after(trust, frame);
        }
        return trust;
    }

    @Test
    void goesHalfOfTheWayDown() {
        // Log-odds 2 and -2, so 0 after one frame and -1 after two.
        double sure = Evidence.probability(2);
        double doubtful = Evidence.probability(-2);
        assertThat(Trust.after(sure, doubtful)).isCloseTo(0.5, EXACT);
        assertThat(after(sure, doubtful, 2)).isCloseTo(Evidence.probability(-1), EXACT);
    }

    @Test
    void goesAFifthOfTheWayUp() {
        // Log-odds 0 and 2, so 0.4 after one frame; 1.6 are left of the way, and 1.28 after the second.
        double sure = Evidence.probability(2);
        assertThat(Trust.after(0.5, sure)).isCloseTo(Evidence.probability(0.4), EXACT);
        assertThat(after(0.5, sure, 2)).isCloseTo(Evidence.probability(2 - 1.28), EXACT);
        assertThat(after(0.5, sure, 1000)).isCloseTo(sure, EXACT);
    }

    @Test
    void certaintyIsNotBeyondRecall() {
        assertThat(after(1, 0, 3)).isLessThan(0.01);
        assertThat(after(0, 1, 120)).isGreaterThan(0.9);
    }
}
