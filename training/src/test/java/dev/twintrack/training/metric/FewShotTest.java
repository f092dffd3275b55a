package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.TwintrackException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FewShotTest {

    private static final FewShot.Task TASK = new FewShot.Task(5, 2, 4, 300);

    @Test
    void clustersApartAreNamedRightly() {
        int[] labels = classes(8, 7);
        float[][] rows = Samples.embeddings(1, 56);
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] += 100 * labels[i];
        }
        FewShot found = FewShot.measure(rows, labels, Distance.euclidean(), TASK, new Random(1));
        assertThat(found.accuracy()).isEqualTo(1);
        assertThat(found.margin()).isZero();
    }

    @Test
    void noiseIsNamedByChance() {
        FewShot found =
                FewShot.measure(Samples.embeddings(1, 400), classes(40, 10), Distance.cosine(), TASK, new Random(1));
        assertThat(found.accuracy()).isCloseTo(0.2, within(0.03));
        assertThat(found.margin()).isBetween(0.005, 0.02);
    }

    @Test
    void aCollapsedEmbeddingNamesNothing() {
        FewShot found = FewShot.measure(new float[56][3], classes(8, 7), Distance.euclidean(), TASK, new Random(1));
        assertThat(found.accuracy()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameAccuracy() {
        FewShot first =
                FewShot.measure(Samples.embeddings(1, 80), classes(10, 8), Distance.cosine(), TASK, new Random(6));
        FewShot second =
                FewShot.measure(Samples.embeddings(1, 80), classes(10, 8), Distance.cosine(), TASK, new Random(6));
        assertThat(first).isEqualTo(second);
    }

    @Test
    void classesTooSmallToAskAreLeftOutAndNamedWhenTheyAreMissed() {
        assertThatThrownBy(() -> FewShot.measure(
                        Samples.embeddings(1, 12), classes(6, 2), Distance.cosine(), TASK, new Random(1)))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("5-way 2-shot needs 5 classes of at least 3 members, got 0");
        assertThatThrownBy(() -> new FewShot.Task(1, 1, 1, 1)).isInstanceOf(TwintrackException.class);
    }

    private static int[] classes(int count, int members) {
        int[] labels = new int[count * members];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % count;
        }
        return labels;
    }
}
