package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxTest {

    @Test
    void overlapOfAQuarterIsASeventhOfTheUnion() {
        assertThat(new Box(0, 0, 2, 2).iou(new Box(1, 1, 2, 2))).isEqualTo(1.0 / 7);
    }

    @Test
    void boxesThatDoNotMeetHaveNoOverlap() {
        assertThat(new Box(0, 0, 2, 2).iou(new Box(5, 0, 2, 2))).isZero();
        assertThat(new Box(0, 0, 0, 0).iou(new Box(0, 0, 0, 0))).isZero();
    }

    @Test
    void clippingKeepsWhatIsInside() {
        assertThat(new Box(-3, 4, 10, 10).clippedTo(6, 8)).isEqualTo(new Box(0, 4, 6, 4));
    }

    @Test
    void turnedABoxKeepsItsCentreAndHoldsTheEllipseThatItHeld() {
        Box box = new Box(10, 20, 30, 8);
        Box upended = box.turned(90);
        assertThat(upended.x()).isCloseTo(21, within(1e-9));
        assertThat(upended.y()).isCloseTo(9, within(1e-9));
        assertThat(upended.width()).isCloseTo(8, within(1e-9));
        assertThat(upended.height()).isCloseTo(30, within(1e-9));
        double right = 0;
        for (int degree = 0; degree < 360; degree++) {
            double x = 15 * Math.cos(Math.toRadians(degree));
            double y = 4 * Math.sin(Math.toRadians(degree));
            right = Math.max(right, Math.cos(Math.toRadians(40)) * x - Math.sin(Math.toRadians(40)) * y);
        }
        assertThat(box.turned(40).right()).isCloseTo(25 + right, within(0.01));
    }

    @Test
    void textIsReadWithBlanks() {
        assertThat(Box.parse(" 1, 2.5,3 ,4")).isEqualTo(new Box(1, 2.5, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "1,2,3,4,5", "a,2,3,4", "NaN,2,3,4", "1,2,-3,4", "1,2,Infinity,4", "1,2,,4"})
    void wrongTextIsNamedInOneLine(String text) {
        assertThatThrownBy(() -> Box.parse(text))
                .isInstanceOf(TwintrackException.class)
                .message()
                .startsWith("box ")
                .hasLineCount(1);
    }
}
