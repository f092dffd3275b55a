package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TuplesTest {

    private static final int[] LABELS = {4, 4, 9, 4, 9, 1};

    @Test
    void allTripletsAreThoseOfThreeNestedLoops() {
        Set<List<Integer>> expected = new HashSet<>();
        for (int a = 0; a < 6; a++) {
            for (int p = 0; p < 6; p++) {
                for (int n = 0; n < 6; n++) {
                    if (a != p && LABELS[a] == LABELS[p] && LABELS[a] != LABELS[n]) {
                        expected.add(List.of(a, p, n));
                    }
                }
            }
        }
        Triplets all = Triplets.all(new Relations(LABELS, LABELS, true));
        assertThat(asSet(all)).isEqualTo(expected);
        assertThat(all.size()).isEqualTo(expected.size());
    }

    @Test
    void aReferenceSetHasNoDiagonalToLeaveOut() {
        Pairs pairs = Pairs.all(new Relations(new int[] {1, 2}, new int[] {1, 2, 2}, false));
        assertThat(pairs.positiveAnchors()).containsExactly(0, 1, 1);
        assertThat(pairs.positives()).containsExactly(0, 1, 2);
        assertThat(pairs.negativeAnchors()).containsExactly(0, 0, 1);
        assertThat(pairs.negatives()).containsExactly(1, 2, 0);
    }

    @Test
    void referencesThatBeginWithTheQueriesLeaveOutOnlyThose() {
        Pairs pairs = Pairs.all(new Relations(new int[] {1, 2}, new int[] {1, 2, 1}, true));
        assertThat(pairs.positiveAnchors()).containsExactly(0);
        assertThat(pairs.positives()).containsExactly(2);
    }

    @Test
    void pairsBecomeEveryTripletOfACommonAnchor() {
        Pairs pairs = new Pairs(new int[] {0, 0, 3}, new int[] {1, 2, 4}, new int[] {0, 0, 5}, new int[] {6, 7, 8});
        assertThat(asSet(pairs.asTriplets()))
                .containsExactlyInAnyOrder(List.of(0, 1, 6), List.of(0, 1, 7), List.of(0, 2, 6), List.of(0, 2, 7));
    }

    @Test
    void tripletsBecomeEachOfTheirPairsOnce() {
        Triplets triplets = new Triplets(new int[] {0, 0, 1}, new int[] {1, 1, 0}, new int[] {2, 3, 2});
        Pairs pairs = triplets.asPairs();
        assertThat(pairs.positiveAnchors()).containsExactly(0, 1);
        assertThat(pairs.positives()).containsExactly(1, 0);
        assertThat(pairs.negativeAnchors()).containsExactly(0, 0, 1);
        assertThat(pairs.negatives()).containsExactly(2, 3, 2);
    }

    @Test
    void allTripletsGoToPairsAndBackUnchanged() {
        Triplets all = Triplets.all(new Relations(LABELS, LABELS, true));
        assertThat(asSet(all.asPairs().asTriplets())).isEqualTo(asSet(all));
    }

    @Test
    void nothingBecomesNothing() {
        Triplets none = Triplets.all(new Relations(new int[0], new int[0], true));
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.asPairs().isEmpty()).isTrue();
        assertThat(none.asPairs().asTriplets().isEmpty()).isTrue();
    }

    @Test
    void aClassOfOneHasNegativePairsButNoTriplet() {
        Relations relations = new Relations(LABELS, LABELS, true);
        assertThat(Pairs.all(relations).negativeAnchors()).contains(5);
        assertThat(Triplets.all(relations).anchors()).doesNotContain(5);
    }

    @Test
    void refusesUnevenTuples() {
        assertThatThrownBy(() -> new Triplets(new int[1], new int[2], new int[1]))
                .isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> new Pairs(new int[1], new int[2], new int[1], new int[1]))
                .isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> new Relations(new int[3], new int[2], true)).isInstanceOf(TwintrackException.class);
    }

    static Set<List<Integer>> asSet(Triplets triplets) {
        Set<List<Integer>> set = new HashSet<>();
        IntStream.range(0, triplets.size())
                .forEach(
                        i -> set.add(List.of(triplets.anchors()[i], triplets.positives()[i], triplets.negatives()[i])));
        return set;
    }
}
