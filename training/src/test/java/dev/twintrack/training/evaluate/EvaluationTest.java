package dev.twintrack.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.TrackerOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void aProgramGetsTotalsSequencesAndTakesWithoutAnyFile() {
        Contender kcf = Contender.named(
                "kcf",
                new Contender.Setup(
                        TrackerOptions.defaults().withThreads(1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        List<Sequence> sequences = List.of(Tracks.movingSquare("one", 6), Tracks.movingSquare("two", 8));

        Evaluation evaluation = Evaluation.onePass(kcf, sequences);

        assertThat(evaluation.totals().get(Measure.SUCCESS)).isGreaterThan(0.6);
        assertThat(evaluation.sequences()).containsOnlyKeys("one", "two");
        assertThat(evaluation.takes().get("two").track().length()).isEqualTo(8);
    }
}
