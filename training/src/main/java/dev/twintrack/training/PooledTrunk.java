package dev.twintrack.training;

import dev.twintrack.Crop;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinNetwork;
import java.util.Map;

/**
 * The trunk of a network without its neck, and the mean of the template's cells. The neck is linear once BatchNorm uses its
 * running statistics, so that the neck of the mean is the mean of the neck. Holds native memory: close it.
 */
final class PooledTrunk implements AutoCloseable {

    private final TwinEncoder encoder;
    private final int channels;
    private final int size;

    PooledTrunk(Architecture network, Map<String, Tensor> weights, int threads) {
        Architecture bare = new Architecture(
                network.trunk(),
                network.stage(),
                Head.CORRELATION,
                network.templateSize(),
                network.searchSize(),
                0,
                network.templateCells(),
                0,
                0);
        TrackingSettings any = TrackingSettings.untuned(Head.CORRELATION);
        ModelCard card = new ModelCard("trunk", bare, any, Map.of());
        this.encoder = TwinEncoder.cpu(new ModelFile(card, weights), threads);
        this.size = network.templateSize();
        this.channels = new TwinNetwork(bare).embeddingChannels();
    }

    /**
     * @param crops {@code n × 3 × t × t}, in {@code [0, 255]}
     * @return n rows, a value a channel
     */
    float[][] features(float[] crops, int n) {
        float[][] rows = new float[n][channels];
        if (n == 0) {
            return rows;
        }
        float[][] templates = encoder.embed(Crop.pixels(crops, n, size), n);
        for (int i = 0; i < n; i++) {
            int cells = templates[i].length / channels;
            for (int at = 0; at < templates[i].length; at++) {
                rows[i][at / cells] += templates[i][at] / cells;
            }
        }
        return rows;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
