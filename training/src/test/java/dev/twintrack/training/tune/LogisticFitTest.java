package dev.twintrack.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.training.tune.Rehearsal.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogisticFitTest {

    @Test
    void theCoefficientsThatMadeTheSamplesAreFoundAgain() {
        double[] truth = {-0.5, 2, -1};
        double[] found = LogisticFit.fit(samples(truth), new int[] {1, -1});
        for (int i = 0; i < truth.length; i++) {
            assertThat(found[i]).isCloseTo(truth[i], Offset.offset(0.1));
        }
    }

    @Test
    void aMeasureThatSpeaksAgainstItsMeaningIsLeftOut() {
        double[] found = LogisticFit.fit(samples(-0.5, 2, -1), new int[] {1, 1});
        double[] alone = LogisticFit.fit(
                samples(-0.5, 2, -1).stream()
                        .map(sample -> new Sample(new double[] {sample.measures()[0]}, 0, sample.overlap()))
                        .toList(),
                new int[] {1});
        assertThat(found).containsExactly(new double[] {alone[0], alone[1], 0}, Offset.offset(1e-9));
    }

    private static List<Sample> samples(double... truth) {
        Random random = new Random(4);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            double p = 1 / (1 + Math.exp(-(truth[0] + truth[1] * x[0] + truth[2] * x[1])));
            samples.add(new Sample(x, 0, random.nextDouble() < p ? 1 : 0));
        }
        return samples;
    }

    @Test
    void samplesThatAreAllRightGiveFiniteCoefficients() {
        List<Sample> samples = List.of(new Sample(new double[] {1}, 0, 1), new Sample(new double[] {2}, 0, 1));
        for (double coefficient : LogisticFit.fit(samples, new int[] {1})) {
            assertThat(coefficient).isFinite();
        }
    }
}
