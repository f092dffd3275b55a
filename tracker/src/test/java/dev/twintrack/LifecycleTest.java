package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifecycleTest {

    private final Lifecycle lifecycle = new Lifecycle(0.5, 0.2);

    private Status after(double... confidences) {
        Lifecycle.Step step = new Lifecycle.Step(Status.TRACKING, 0);
        for (double confidence : confidences) {
            step = lifecycle.next(step.status(), step.weakFrames(), confidence);
        }
        return step.status();
    }

    @Test
    void oneWeakFrameMakesItUncertainAndOneStrongFrameCertainAgain() {
        assertThat(after(0.9, 0.3)).isEqualTo(Status.UNCERTAIN);
        assertThat(after(0.9, 0.3, 0.6)).isEqualTo(Status.TRACKING);
    }

    @Test
    void onlyVeryWeakFramesInARowLoseIt() {
        assertThat(after(0.1, 0.1, 0.1, 0.1)).isEqualTo(Status.UNCERTAIN);
        assertThat(after(0.1, 0.1, 0.1, 0.1, 0.1)).isEqualTo(Status.LOST);
        assertThat(after(0.1, 0.1, 0.1, 0.3, 0.1, 0.1)).isEqualTo(Status.UNCERTAIN);
    }

    @Test
    void aLostTargetComesBackOnlyWithCertainty() {
        assertThat(after(0.1, 0.1, 0.1, 0.1, 0.1, 0.4)).isEqualTo(Status.LOST);
        assertThat(after(0.1, 0.1, 0.1, 0.1, 0.1, 0.4, 0.5)).isEqualTo(Status.TRACKING);
    }

    @Test
    void thereIsRoomForDoubtBelowTheMiddleBetweenUncertainAndSure() {
        assertThat(lifecycle.doubts(0.74)).isTrue();
        assertThat(lifecycle.doubts(0.76)).isFalse();
    }

    @Test
    void whatIsNeverLostIsNeverInDoubt() {
        assertThat(new Lifecycle(0, 0).doubts(0.01)).isFalse();
    }
}
