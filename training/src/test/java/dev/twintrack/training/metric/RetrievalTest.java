package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrievalTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void followsTheDefinitionsOverSortedLists(int seed) {
        int[] labels = Samples.labels(seed, 30, 6);
        float[][] rows = Samples.embeddings(seed, 30);
        Distance distance = seed % 2 == 0 ? Distance.euclidean() : Distance.cosine();
        Retrieval found = Retrieval.measure(Points.within(rows, labels), distance);
        double recall4 = 0;
        double first = 0;
        double rPrecision = 0;
        double map = 0;
        int queries = 0;
        for (int q = 0; q < 30; q++) {
            List<Boolean> hits = sorted(rows, labels, q, distance);
            int r = (int) hits.stream().filter(h -> h).count();
            if (r > 0) {
                queries++;
                first += hits.get(0) ? 1 : 0;
                recall4 += hits.subList(0, 4).contains(true) ? 1 : 0;
                rPrecision += precision(hits, r);
                for (int i = 1; i <= r; i++) {
                    map += hits.get(i - 1) ? precision(hits, i) / r : 0;
                }
            }
        }
        assertThat(found.queries()).isEqualTo(queries);
        assertThat(found.precisionAt1()).isCloseTo(first / queries, within(1e-12));
        assertThat(found.recallAt(1)).isCloseTo(first / queries, within(1e-12));
        assertThat(found.recallAt(4)).isCloseTo(recall4 / queries, within(1e-12));
        assertThat(found.rPrecision()).isCloseTo(rPrecision / queries, within(1e-12));
        assertThat(found.mapAtR()).isCloseTo(map / queries, within(1e-12));
    }

    @Test
    void theExampleOfThePaperOnMapAtR() {
        // Ten of a kind; one retrieved first and nine elsewhere, against five in the first five places.
        assertThat(mapAtR(1)).isCloseTo(0.1, within(1e-12));
        assertThat(mapAtR(1, 2, 3, 4, 5)).isCloseTo(0.5, within(1e-12));
        assertThat(mapAtR(1, 10)).isCloseTo((1 + 0.2) / 10, within(1e-12));
    }

    @Test
    void aPerfectEmbeddingScoresOneEverywhere() {
        float[][] rows = {{0}, {0.1f}, {5}, {5.1f}};
        Retrieval found = Retrieval.measure(Points.within(rows, new int[] {1, 1, 2, 2}), Distance.euclidean());
        assertThat(found.recallAt().values()).containsOnly(1.0);
        assertThat(found.mapAtR()).isEqualTo(1);
    }

    @Test
    void aCollapsedEmbeddingFindsNothingFirst() {
        Retrieval found =
                Retrieval.measure(Points.within(new float[12][3], Samples.labels(0, 12, 3)), Distance.euclidean());
        assertThat(found.recallAt(1)).isZero();
        assertThat(found.mapAtR()).isZero();
    }

    @Test
    void aQueryWithoutAPositiveIsLeftOutAndCounted() {
        float[][] rows = {{0}, {0.1f}, {5}};
        Retrieval found = Retrieval.measure(Points.within(rows, new int[] {1, 1, 2}), Distance.euclidean());
        assertThat(found.queries()).isEqualTo(2);
        assertThat(found.skipped()).isEqualTo(1);
        assertThat(found.recallAt(1)).isEqualTo(1);
    }

    @Test
    void queriesMayBeMeasuredAgainstAReferenceSet() {
        Retrieval found = Retrieval.measure(
                Points.against(
                        new float[][] {{0}, {5}}, new int[] {1, 2}, new float[][] {{0.2f}, {4}}, new int[] {1, 2}),
                Distance.euclidean());
        assertThat(found.recallAt(1)).isEqualTo(1);
    }

    @Test
    void moreQueriesThanABlockAreAllMeasured() {
        Retrieval found = Retrieval.measure(
                Points.within(Samples.embeddings(1, 600), Samples.labels(1, 600, 40)), Distance.euclidean());
        assertThat(found.queries() + found.skipped()).isEqualTo(600);
    }

    @Test
    void refusesASetWithoutPositivesAndAnUnmeasuredK() {
        Points loners = Points.within(Samples.embeddings(1, 3), new int[] {1, 2, 3});
        assertThatThrownBy(() -> Retrieval.measure(loners, Distance.euclidean()))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("none of 3 queries");
        Retrieval found = Retrieval.measure(
                Points.within(Samples.embeddings(1, 4), new int[] {1, 1, 2, 2}), Distance.euclidean(), 2);
        assertThatThrownBy(() -> found.recallAt(3))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("only at [2]");
    }

    /** One query with ten positives at the given places among a hundred references; the others come last. */
    private static double mapAtR(int... places) {
        int[] labels = new int[100];
        float[][] rows = new float[100][1];
        for (int i = 0; i < 100; i++) {
            rows[i][0] = i + 1;
            labels[i] = i >= 100 - (10 - places.length) ? 1 : 0;
        }
        for (int place : places) {
            labels[place - 1] = 1;
        }
        return Retrieval.measure(Points.against(new float[1][1], new int[] {1}, rows, labels), Distance.euclidean())
                .mapAtR();
    }

    private static List<Boolean> sorted(float[][] rows, int[] labels, int query, Distance distance) {
        List<Integer> others = new ArrayList<>();
        for (int j = 0; j < rows.length; j++) {
            if (j != query) {
                others.add(j);
            }
        }
        Comparator<Integer> byValue = Comparator.comparing(j -> distance.between(rows[query], rows[j]));
        others.sort(distance.largerIsCloser() ? byValue.reversed() : byValue);
        return others.stream().map(j -> labels[j] == labels[query]).toList();
    }

    private static double precision(List<Boolean> hits, int k) {
        return hits.subList(0, k).stream().filter(h -> h).count() / (double) k;
    }
}
