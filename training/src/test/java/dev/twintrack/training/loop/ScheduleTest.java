package dev.twintrack.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.TwintrackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void cosineRisesToThePeakAndFallsToTheFloor() {
        Schedule schedule = Schedule.cosine(9, 110, 0.01);
        assertThat(schedule.factor(1)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.factor(9)).isCloseTo(0.9, within(1e-12));
        assertThat(schedule.factor(10)).isEqualTo(1);
        assertThat(schedule.factor(60)).isCloseTo(0.505, within(1e-12));
        assertThat(schedule.factor(110)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void exponentialKeepsTheRatioBetweenSteps() {
        Schedule schedule = new Schedule(Schedule.Kind.EXPONENTIAL, 0, 101, 1e-3, List.of(), 1);
        assertThat(schedule.factor(1)).isEqualTo(1);
        assertThat(schedule.factor(101)).isCloseTo(1e-3, within(1e-12));
        assertThat(schedule.factor(31) / schedule.factor(30))
                .isCloseTo(schedule.factor(71) / schedule.factor(70), within(1e-9));
    }

    @Test
    void stepsFallAfterTheirMilestones() {
        Schedule schedule = new Schedule(Schedule.Kind.STEP, 0, 100, 0, List.of(0.5, 0.8), 0.1);
        assertThat(schedule.factor(50)).isEqualTo(1);
        assertThat(schedule.factor(51)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.factor(81)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void aWarmUpAsLongAsTheRunIsRefused() {
        assertThatThrownBy(() -> Schedule.cosine(10, 10, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("schedule.warmup is 10 of 10 steps");
    }
}
