package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.loss.Autograd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrossBatchMemoryTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aBatchIsComparedWithItselfAndWithTheOnesBefore() {
        MetricLoss loss = MetricLoss.triplet(0.5);
        CrossBatchMemory memory = new CrossBatchMemory(loss, 100);
        memory.of(batch(1, 6));
        memory.of(batch(2, 6));
        float found = memory.of(batch(3, 6)).getFloat();

        Labelled earlier = joined(1, 2);
        float expected =
                loss.of(Comparison.withinAndAgainst(batch(3, 6), earlier)).getFloat();
        assertThat(found).isCloseTo(expected, within(1e-6f));
        assertThat(found).isNotCloseTo(loss.of(batch(3, 6)).getFloat(), within(1e-3f));
    }

    @Test
    void theMemoryIsAConstantToTheGradient() {
        MetricLoss loss = MetricLoss.contrastive(2);
        CrossBatchMemory memory = new CrossBatchMemory(loss, 100);
        memory.of(batch(1, 6));
        float[] x = Samples.flat(Samples.embeddings(2, 6));
        int[] labels = Samples.labels(2, 6, 3);
        Autograd found = Autograd.of(manager, x, new Shape(6, 5), e -> memory.of(new Labelled(e, labels)));
        Labelled earlier = batch(1, 6);
        Autograd expected = Autograd.of(
                manager,
                x,
                new Shape(6, 5),
                e -> loss.of(Comparison.withinAndAgainst(new Labelled(e, labels), earlier)));
        assertThat(found.gradient()).containsExactly(expected.gradient(), within(1e-6f));
    }

    @Test
    void theOldestLeaveWhenItIsFull() {
        CrossBatchMemory memory = new CrossBatchMemory(MetricLoss.triplet(0.5), 8);
        memory.of(batch(1, 6));
        assertThat(memory.size()).isEqualTo(6);
        memory.of(batch(2, 6));
        assertThat(memory.size()).isEqualTo(8);
        memory.clear();
        assertThat(memory.size()).isZero();
    }

    @Test
    void leavesNoArrayBehindButItsResult() {
        CrossBatchMemory memory = new CrossBatchMemory(MetricLoss.triplet(0.5).mining(Miner.batchHard()), 8);
        memory.of(batch(1, 6));
        Labelled batch = batch(2, 6);
        int before = manager.getManagedArrays().size();
        memory.of(batch);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void refusesToRememberNothing() {
        assertThatThrownBy(() -> new CrossBatchMemory(MetricLoss.triplet(0.5), 0))
                .isInstanceOf(TwintrackException.class);
    }

    private Labelled batch(int seed, int count) {
        float[] values = Samples.flat(Samples.embeddings(seed, count));
        return new Labelled(manager.create(values, new Shape(count, 5)), Samples.labels(seed, count, 3));
    }

    private Labelled joined(int first, int second) {
        return Comparison.withinAndAgainst(batch(first, 6), batch(second, 6)).references();
    }
}
