package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Miners against brute force over all triplets: a triplet is chosen if and only if its definition holds. */
class MinerTest {

    static Stream<DistanceTable> tables() {
        return Stream.of(0, 1, 2, 3, 4, 5).flatMap(seed -> {
            Distance distance = seed % 2 == 0 ? Distance.euclidean() : Distance.cosine();
            Points within = Points.within(Samples.embeddings(seed, 12), Samples.labels(seed, 12, 5));
            Points against = Points.against(
                    Samples.embeddings(seed + 50, 5), Samples.labels(seed + 50, 5, 4),
                    Samples.embeddings(seed, 12), Samples.labels(seed, 12, 5));
            return Stream.of(new DistanceTable(within, distance), new DistanceTable(against, distance));
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void batchAllTakesEveryTriplet(DistanceTable table) {
        assertThat(mined(Miner.batchAll(), table)).isEqualTo(where(table, (a, p, n) -> true));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void batchHardTakesTheFurthestPositiveAndTheNearestNegative(DistanceTable table) {
        assertThat(mined(Miner.batchHard(), table))
                .isEqualTo(where(
                        table,
                        (a, p, n) -> none(table, a, p, q -> table.excess(a, q, p) > 0, true)
                                && none(table, a, n, q -> table.excess(a, q, n) < 0, false)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void easyPositiveTakesTheNearestOfBoth(DistanceTable table) {
        assertThat(mined(Miner.easyPositive(), table))
                .isEqualTo(where(
                        table,
                        (a, p, n) -> none(table, a, p, q -> table.excess(a, q, p) < 0, true)
                                && none(table, a, n, q -> table.excess(a, q, n) < 0, false)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void easyPositiveSemiHardTakesTheNearestNegativeBeyondThePositive(DistanceTable table) {
        assertThat(mined(Miner.easyPositiveSemiHard(), table))
                .isEqualTo(where(
                        table,
                        (a, p, n) -> none(table, a, p, q -> table.excess(a, q, p) < 0, true)
                                && table.excess(a, n, p) > 0
                                && none(
                                        table,
                                        a,
                                        n,
                                        q -> table.excess(a, q, p) > 0 && table.excess(a, q, n) < 0,
                                        false)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void semiHardTakesTheNearestNegativeInTheBand(DistanceTable table) {
        double margin = 0.3;
        assertThat(mined(Miner.semiHard(margin), table))
                .isEqualTo(where(
                        table,
                        (a, p, n) -> table.excess(a, n, p) > 0
                                && table.excess(a, n, p) < margin
                                && none(
                                        table,
                                        a,
                                        n,
                                        q -> table.excess(a, q, p) > 0 && table.excess(a, q, n) < 0,
                                        false)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void multiSimilarityKeepsPairsHarderThanTheWorstOfTheOtherKind(DistanceTable table) {
        double epsilon = 0.1;
        Set<List<Integer>> positives = new HashSet<>();
        Set<List<Integer>> negatives = new HashSet<>();
        for (List<Integer> t : where(table, (a, p, n) -> true)) {
            int a = t.get(0);
            int p = t.get(1);
            int n = t.get(2);
            if (table.excess(a, n, p) < epsilon) {
                positives.add(List.of(a, p));
                negatives.add(List.of(a, n));
            }
        }
        Pairs found = Miner.multiSimilarity(epsilon).mine(table).asPairs();
        assertThat(asSet(found.positiveAnchors(), found.positives())).isEqualTo(positives);
        assertThat(asSet(found.negativeAnchors(), found.negatives())).isEqualTo(negatives);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theRandomMinersTakeOneValidTripletForEveryPositivePair(DistanceTable table) {
        Set<List<Integer>> all = where(table, (a, p, n) -> true);
        long pairs = all.stream().map(t -> t.subList(0, 2)).distinct().count();
        for (Miner miner : List.of(Miner.random(new Random(1)), new DistanceWeighted(0.5, 2, new Random(1)))) {
            Triplets found = miner.mine(table).asTriplets();
            assertThat(all).containsAll(TuplesTest.asSet(found));
            assertThat((long) found.size()).isEqualTo(pairs);
        }
    }

    @Test
    void theSameSeedMinesTheSame() {
        DistanceTable table = tables().findFirst().orElseThrow();
        Triplets first = Miner.distanceWeighted(new Random(5)).mine(table).asTriplets();
        Triplets second = Miner.distanceWeighted(new Random(5)).mine(table).asTriplets();
        assertThat(first.negatives()).isEqualTo(second.negatives());
    }

    @Test
    void distanceWeightingEvensOutTheSphere() {
        // 2000 negatives spread evenly over the sphere in 5 dimensions: distances crowd around the square root of 2.
        float[][] rows = Samples.embeddings(3, 2000);
        int[] labels = new int[2000];
        for (int i = 2; i < 2000; i++) {
            labels[i] = i;
        }
        DistanceTable table =
                new DistanceTable(Points.against(new float[][] {rows[0]}, new int[1], rows, labels), Distance.cosine());
        Random random = new Random(4);
        Miner miner = new DistanceWeighted(0.5, 1.4, random);
        int[] even = new int[3];
        int[] drawn = new int[3];
        for (int n = 2; n < 2000; n++) {
            count(even, chord(table, n));
        }
        for (int i = 0; i < 2000; i++) {
            count(drawn, chord(table, miner.mine(table).asTriplets().negatives()[0]));
        }
        assertThat(even[0] * 4).isLessThan(even[2]);
        for (int bin : drawn) {
            assertThat(bin).isBetween(500, 840);
        }
    }

    private static double chord(DistanceTable table, int reference) {
        return Math.sqrt(2 - 2 * table.at(0, reference));
    }

    /** Three bins of one width from the cut-off 0.5 to 1.4. */
    private static void count(int[] bins, double chord) {
        if (chord >= 0.5 && chord < 1.4) {
            bins[(int) ((chord - 0.5) / 0.3)]++;
        }
    }

    @Test
    void distanceWeightingNeverDrawsBeyondItsFarCutOff() {
        float[][] rows = {{1, 0}, {1, 0.1f}, {-1, 0}, {-1, 0.1f}};
        DistanceTable table = new DistanceTable(Points.within(rows, new int[] {1, 1, 2, 2}), Distance.euclidean());
        assertThat(Miner.distanceWeighted(new Random(1)).mine(table).isEmpty()).isTrue();
    }

    @Test
    void ofEquallyFarReferencesTheFirstCounts() {
        float[][] rows = {{0}, {1}, {-1}, {2}, {-2}};
        DistanceTable table = new DistanceTable(Points.within(rows, new int[] {1, 1, 1, 2, 2}), Distance.euclidean());
        Triplets hard = Miner.batchHard().mine(table).asTriplets();
        assertThat(hard.positives()[0]).isEqualTo(1);
        assertThat(hard.negatives()[0]).isEqualTo(3);
    }

    @Test
    void aCollapsedBatchHasHardTripletsButNoSemiHardOnes() {
        DistanceTable table =
                new DistanceTable(Points.within(new float[6][2], new int[] {1, 1, 1, 2, 2, 2}), Distance.euclidean());
        assertThat(Miner.batchHard().mine(table).asTriplets().size()).isEqualTo(6);
        assertThat(Miner.semiHard(0.2).mine(table).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void nothingToMineGivesNothing(int which) {
        Miner miner = miners().get(which);
        DistanceTable empty = table(new float[0][2], new int[0]);
        DistanceTable oneClass = table(Samples.embeddings(1, 4), new int[] {3, 3, 3, 3});
        DistanceTable loners = table(Samples.embeddings(1, 4), new int[] {1, 2, 3, 4});
        assertThat(miner.mine(empty).isEmpty()).isTrue();
        assertThat(miner.mine(oneClass).isEmpty()).isTrue();
        assertThat(miner.mine(loners).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aClassOfOneServesOnlyAsANegative(int which) {
        DistanceTable table = table(Samples.embeddings(2, 5), new int[] {1, 1, 2, 2, 3});
        Triplets found = miners().get(which).mine(table).asTriplets();
        assertThat(found.anchors()).doesNotContain(4);
        assertThat(found.positives()).doesNotContain(4);
    }

    @Test
    void refusesAMarginThatMinesNothing() {
        assertThatThrownBy(() -> Miner.semiHard(0)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> Miner.multiSimilarity(-1)).isInstanceOf(TwintrackException.class);
    }

    private static List<Miner> miners() {
        return List.of(
                Miner.batchAll(),
                Miner.batchHard(),
                Miner.easyPositive(),
                Miner.easyPositiveSemiHard(),
                Miner.semiHard(0.2),
                Miner.random(new Random(1)),
                Miner.distanceWeighted(new Random(1)),
                Miner.multiSimilarity());
    }

    private static DistanceTable table(float[][] rows, int[] labels) {
        return new DistanceTable(Points.within(rows, labels), Distance.euclidean());
    }

    private static Set<List<Integer>> mined(Miner miner, DistanceTable table) {
        Triplets triplets = miner.mine(table).asTriplets();
        Set<List<Integer>> set = TuplesTest.asSet(triplets);
        assertThat(triplets.size()).isEqualTo(set.size());
        return set;
    }

    private interface Rule {
        boolean holds(int anchor, int positive, int negative);
    }

    private static Set<List<Integer>> where(DistanceTable table, Rule rule) {
        Set<List<Integer>> found = new HashSet<>();
        for (int a = 0; a < table.queries(); a++) {
            for (int p = 0; p < table.references(); p++) {
                for (int n = 0; n < table.references(); n++) {
                    if (table.positive(a, p) && table.negative(a, n) && rule.holds(a, p, n)) {
                        found.add(List.of(a, p, n));
                    }
                }
            }
        }
        return found;
    }

    /** Whether no other positive (or negative) of the anchor passes a test that would beat the chosen one. */
    private static boolean none(
            DistanceTable table, int anchor, int chosen, java.util.function.IntPredicate beats, boolean positive) {
        for (int q = 0; q < table.references(); q++) {
            boolean kind = positive ? table.positive(anchor, q) : table.negative(anchor, q);
            if (q != chosen && kind && beats.test(q)) {
                return false;
            }
        }
        return true;
    }

    private static Set<List<Integer>> asSet(int[] first, int[] second) {
        Set<List<Integer>> set = new HashSet<>();
        for (int i = 0; i < first.length; i++) {
            set.add(List.of(first[i], second[i]));
        }
        return set;
    }
}
