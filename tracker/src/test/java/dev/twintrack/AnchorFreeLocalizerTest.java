package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.Trunk;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnchorFreeLocalizerTest {

    private static final Architecture SMALL =
            new Architecture(Trunk.SQUEEZENET, 6, Head.ANCHOR_FREE, 111, 223, 8, 4, 8, 0);
    private static final int CELLS = (int) new TwinNetwork(SMALL).searchShape()[2];
    private static final int MIDDLE = CELLS * CELLS / 2;
    private static final Box TARGET = new Box(300, 200, 40, 40);

    /** The object at the middle, and a head that puts a box of three strides there, one stride too far to the left. */
    private static Maps maps(long seed) {
        int plane = CELLS * CELLS;
        Random random = new Random(seed);
        float[] features = new float[8 * plane];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        for (int c = 0; c < 8; c++) {
            features[c * plane + MIDDLE] = c % 2 == 0 ? 3 : -3;
        }
        float[] score = new float[plane];
        Arrays.fill(score, -5);
        score[MIDDLE] = 5;
        float[] box = new float[4 * plane];
        Arrays.fill(box, 1.5f);
        Arrays.fill(box, 0, plane, 2.5f);
        Arrays.fill(box, 2 * plane, 3 * plane, 0.5f);
        return new Maps(features, score, new float[plane], box);
    }

    /** How far left of the target's centre its box is put, in strides. */
    private static double offset(double pull, boolean learned) {
        TrackingSettings settings = TrackingSettings.untuned(Head.ANCHOR_FREE)
                .withMemoryInfluence(0.2)
                .withMemoryPull(pull);
        AnchorFreeLocalizer localizer = new AnchorFreeLocalizer(new ModelCard("small", SMALL, settings, Map.of()));
        TargetMemory memory = new TargetMemory(8, CELLS);
        if (learned) {
            double middle = (CELLS - 1) / 2.0;
            for (int frame = 0; frame < 50; frame++) {
                memory.learn(maps(frame).features(), 0, middle, middle, 0.1);
            }
        }
        TargetState state = new TargetState(TARGET, new float[0], memory, BoxCorrection.NONE);
        Finding found = localizer.find(state, localizer.regions(TARGET), maps(99), 0, false);
        double stride = 16 * localizer.regions(TARGET).get(0).width() / SMALL.searchSize();
        return (TARGET.centerX() - found.box().centerX()) / stride;
    }

    @Test
    void theHeadAloneDecidesWithoutAPullOrAMemory() {
        assertThat(offset(0, true)).isCloseTo(1, Offset.offset(1e-3));
        assertThat(offset(0.5, false)).isCloseTo(1, Offset.offset(1e-3));
    }

    @Test
    void theMemoryDrawsTheBoxTowardsWhatItKnows() {
        assertThat(offset(0.5, true)).isCloseTo(0.5, Offset.offset(0.15));
        assertThat(offset(1, true)).isCloseTo(0, Offset.offset(0.3));
    }
}
