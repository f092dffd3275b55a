package dev.twintrack.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdvantageTest {

    @Test
    void theErrorIsThatOfTheMeanOfTheTracks() {
        // Means 0.1, 0.2 and 0.6: mean 0.3, deviations -0.2, -0.1, 0.3, variance 0.14 / 2, error sqrt(0.07 / 3).
        Advantage advantage = Advantage.of(List.of(List.of(0.0, 0.2), List.of(0.2), List.of(0.5, 0.6, 0.7)));
        assertThat(advantage.mean()).isCloseTo(0.3, within(1e-12));
        assertThat(advantage.error()).isCloseTo(Math.sqrt(0.07 / 3), within(1e-12));
        assertThat(advantage.tracks()).isEqualTo(3);
    }

    @Test
    void anotherCutOfTheSameTracksIsNoNewEvidence() {
        Advantage once = Advantage.of(List.of(List.of(0.1), List.of(0.3)));
        Advantage twice = Advantage.of(List.of(List.of(0.1, 0.1), List.of(0.3, 0.3)));
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void oneTrackSaysNothingOfChance() {
        assertThat(Advantage.of(List.of(List.of(0.1, 0.4))).error()).isNaN();
    }
}
