package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.network.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TargetMemoryTest {

    private static final int CHANNELS = 8;
    private static final int CELLS = 9;

    /** Every cell a random embedding, the same object embedding at one cell. */
    private static float[] scene(long seed, int objectCell) {
        Random random = new Random(seed);
        float[] features = new float[CHANNELS * CELLS * CELLS];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        for (int c = 0; c < CHANNELS; c++) {
            features[c * CELLS * CELLS + objectCell] = c % 2 == 0 ? 2 : -2;
        }
        return features;
    }

    @Test
    void knowsNothingBeforeItHasLearned() {
        assertThat(new TargetMemory(CHANNELS, CELLS).respond(scene(1, 40), 0)).isNull();
    }

    @Test
    void findsTheLearnedObjectAtAnotherPlace() {
        TargetMemory memory = new TargetMemory(CHANNELS, CELLS);
        memory.learn(scene(1, 40), 0, 4, 4, 1);
        float[] response = memory.respond(scene(2, 12), 0);
        for (int cell = 0; cell < response.length; cell++) {
            if (cell != 12) {
                assertThat(response[cell]).isLessThan(response[12]);
            }
        }
    }

    @Test
    void learnsToRejectALookAlikeThatStaysBesideTheTarget() {
        TargetMemory warned = new TargetMemory(CHANNELS, CELLS);
        TargetMemory naive = new TargetMemory(CHANNELS, CELLS);
        for (int frame = 0; frame < 30; frame++) {
            warned.learn(withRival(10 + frame), 0, 4, 4, 0.1);
            naive.learn(scene(10 + frame, 40), 0, 4, 4, 0.1);
        }
        assertThat(margin(warned)).isGreaterThan(margin(naive));
    }

    private static double margin(TargetMemory memory) {
        float[] response = memory.respond(withRival(99), 0);
        return response[40] - response[43];
    }

    /** The object at cell 40, and three cells to its right one that differs in a single channel. */
    private static float[] withRival(long seed) {
        float[] features = scene(seed, 40);
        for (int c = 0; c < CHANNELS; c++) {
            float own = features[c * CELLS * CELLS + 40];
            features[c * CELLS * CELLS + 43] = c == 0 ? -own : own;
        }
        return features;
    }

    @Test
    void aSavedMemoryAnswersAsBefore() {
        TargetMemory memory = new TargetMemory(CHANNELS, CELLS);
        memory.learn(scene(1, 40), 0, 4, 4, 1);
        memory.learn(scene(2, 30), 0, 3, 3, 0.2);
        Map<String, Tensor> tensors = new HashMap<>();
        memory.save(tensors);
        TargetMemory other = new TargetMemory(CHANNELS, CELLS);
        other.load(tensors);
        float[] expected = memory.respond(scene(5, 20), 0);
        float[] actual = other.respond(scene(5, 20), 0);
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat(actual[cell]).isCloseTo(expected[cell], Offset.offset(1e-3f));
        }
    }
}
