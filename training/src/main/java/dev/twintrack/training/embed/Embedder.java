package dev.twintrack.training.embed;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinNetwork;
import java.util.Arrays;

/**
 * Pictures to unit vectors: the crop that the tracker takes its template from, the mean of the template's cells, brought
 * to length 1. Any model of the tracker can be used; one trained for it tells things apart better. Holds native memory:
 * close it. One thread at a time.
 */
public final class Embedder implements AutoCloseable {

    private static final int BLOCK = 32;

    private final TwinEncoder encoder;
    private final int size;
    private final int channels;

    private Embedder(TwinEncoder encoder, Architecture architecture) {
        this.encoder = encoder;
        this.size = architecture.templateSize();
        this.channels = new TwinNetwork(architecture).embeddingChannels();
    }

    /**
     * Opens a model on the CPU.
     *
     * @param threads that one call may use
     */
    public static Embedder open(ModelFile model, int threads) {
        return new Embedder(TwinEncoder.cpu(model, threads), model.card().architecture());
    }

    /** Numbers in an embedding. */
    public int dimension() {
        return channels;
    }

    /** Side of the crops in pixels. */
    public int size() {
        return size;
    }

    /** The embedding of what a box shows, with its surroundings, as a tracker's template is cut. */
    public float[] embed(Frame frame, Box box) {
        byte[] crop = new byte[3 * size * size];
        Crop.into(frame, Crop.region(box, 1), size, Crop.border(frame), crop, 0);
        return embed(crop, 1)[0];
    }

    /**
     * The embeddings of crops.
     *
     * @param crops {@code n × size × size × 3} pixels: blue, green, red
     * @return n unit vectors
     */
    public float[][] embed(byte[] crops, int n) {
        float[][] embeddings = new float[n][];
        int length = 3 * size * size;
        for (int first = 0; first < n; first += BLOCK) {
            int end = Math.min(n, first + BLOCK);
            float[][] templates = encoder.embed(Arrays.copyOfRange(crops, first * length, end * length), end - first);
            for (int i = first; i < end; i++) {
                embeddings[i] = unit(pooled(templates[i - first]));
            }
        }
        return embeddings;
    }

    /** The mean of a template's cells, {@code C} values. */
    private float[] pooled(float[] template) {
        int cells = template.length / channels;
        float[] mean = new float[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = c * cells; i < (c + 1) * cells; i++) {
                sum += template[i];
            }
            mean[c] = (float) (sum / cells);
        }
        return mean;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double norm = Math.max(1e-12, Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) norm;
        }
        return vector;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
