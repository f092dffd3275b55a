package dev.twintrack.training.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import dev.twintrack.network.TwinEncoder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbedderTest {

    private final Frame frame = Frame.of(PaintedTracks.picture(0.3f, 30, 25, new Random(1)));
    private final Box box = new Box(30, 25, 24, 24);

    @Test
    void anEmbeddingIsTheMeanOfTheTemplatesCellsAtLengthOne() {
        byte[] crop = new byte[3 * 63 * 63];
        Crop.into(frame, Crop.region(box, 1), 63, Crop.border(frame), crop, 0);
        try (Embedder embedder = Embedder.open(TinyModel.of(3), 1);
                TwinEncoder encoder = TwinEncoder.cpu(TinyModel.of(3), 1)) {
            float[] template = encoder.embed(crop, 1)[0];
            int cells = template.length / embedder.dimension();
            double[] mean = new double[embedder.dimension()];
            double squares = 0;
            for (int c = 0; c < mean.length; c++) {
                for (int i = 0; i < cells; i++) {
                    mean[c] += template[c * cells + i] / (double) cells;
                }
                squares += mean[c] * mean[c];
            }
            float[] found = embedder.embed(frame, box);
            assertThat(cells).isEqualTo(9);
            for (int c = 0; c < mean.length; c++) {
                assertThat((double) found[c]).isCloseTo(mean[c] / Math.sqrt(squares), within(1e-5));
            }
        }
    }

    @Test
    void cropsAreEmbeddedAlikeAloneAndTogether() {
        Random random = new Random(2);
        int length = 3 * 63 * 63;
        byte[] crops = new byte[40 * length];
        random.nextBytes(crops);
        try (Embedder embedder = Embedder.open(TinyModel.of(3), 1)) {
            float[][] together = embedder.embed(crops, 40);
            byte[] last = Arrays.copyOfRange(crops, 39 * length, 40 * length);
            assertThat(embedder.embed(last, 1)[0]).containsExactly(together[39], within(1e-5f));
        }
    }
}
