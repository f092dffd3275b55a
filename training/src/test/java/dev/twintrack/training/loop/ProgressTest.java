package dev.twintrack.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static Progress after(boolean higherIsBetter, double... values) {
        Progress progress = Progress.start();
        for (double value : values) {
            progress = progress.stepped(Map.of("loss", 1.0), 1).validated(value, higherIsBetter);
        }
        return progress;
    }

    @Test
    void theBestIsTheLowestOrTheHighestAsAsked() {
        assertThat(after(false, 3, 1, 2).bestStep()).isEqualTo(2);
        assertThat(after(true, 3, 1, 2).bestStep()).isEqualTo(1);
    }

    @Test
    void validationsWithoutANewBestAreCounted() {
        assertThat(after(true, 3, 1, 2).stale()).isEqualTo(2);
        assertThat(after(true, 3, 1, 4).stale()).isZero();
    }

    @Test
    void whatIsNoNumberIsNeverTheBest() {
        Progress progress = after(false, Double.NaN, 5, Double.NaN);
        assertThat(progress.bestStep()).isEqualTo(2);
        assertThat(progress.best()).isEqualTo(5);
    }

    @Test
    void meansAreOverTheBatchesSinceTheLastLogLine() {
        Progress progress = Progress.start()
                .stepped(Map.of("loss", 3.0), 2)
                .logged()
                .stepped(Map.of("loss", 4.0), 2)
                .stepped(Map.of("loss", 8.0), 2);
        assertThat(progress.means()).containsExactly(Map.entry("loss", 3.0));
        assertThat(progress.step()).isEqualTo(3);
    }
}
