package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.still;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeedTest {

    private static Take timed(double... seconds) {
        Trajectory track = still(seconds.length, 1, 1, 5, 5);
        return new Take(track, new double[seconds.length], seconds);
    }

    @Test
    void theStartDoesNotCount() {
        Map<Measure, Double> values = Speed.values(List.of(timed(9, 0.010, 0.020, 0.030)));

        assertThat(values.get(Measure.MS_MEDIAN)).isCloseTo(20, within(1e-9));
        assertThat(values.get(Measure.FPS)).isCloseTo((100 + 50 + 100 / 3.0) / 3, within(1e-9));
    }

    @Test
    void quantilesLieBetweenTheirNeighbours() {
        assertThat(Speed.quantile(new double[] {1, 2, 3, 4}, 0.5)).isEqualTo(2.5);
        assertThat(Speed.quantile(new double[] {0, 100}, 0.95)).isCloseTo(95, within(1e-9));
    }

    @Test
    void framesWithoutATimeDoNotCount() {
        assertThat(Speed.values(List.of(timed(Double.NaN, Double.NaN)))).isEmpty();
        assertThat(Speed.values(List.of(timed(1, Double.NaN, 0.5))).get(Measure.MS_MEDIAN))
                .isEqualTo(500);
    }

    @Test
    void onlyStartAndUpdateRunUnderTheClock() {
        AtomicLong now = new AtomicLong();
        Sequence sequence = Tracks.movingSquare("square", 3);
        BenchmarkTracker tracker = new BenchmarkTracker() {
            @Override
            public void show(dev.twintrack.Frame frame) {
                now.addAndGet(5_000_000_000L);
            }

            @Override
            public void start(dev.twintrack.Box box) {
                now.addAndGet(2_000_000);
            }

            @Override
            public Prediction update() {
                now.addAndGet(1_000_000);
                return new Prediction(new dev.twintrack.Box(1, 1, 5, 5), 0.5);
            }
        };

        Take take = new OnePass(now::get, frame -> {}).run(tracker, sequence);

        assertThat(take.seconds()).containsExactly(0.002, 0.001, 0.001);
        assertThat(take.confidences()[2]).isEqualTo(0.5);
    }
}
