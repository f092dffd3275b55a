package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PrepareCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aStoreIsPreparedAndCounted() throws IOException {
        Fixture.still(folder.resolve("voc"), "a", 100, 100, new Box(40, 40, 20, 20), Optional.of(new Box(5, 5, 20, 4)));

        StringWriter text = new StringWriter();
        int status = new CommandLine(new PrepareCommand())
                .setOut(new PrintWriter(text))
                .execute(
                        "--source",
                        "mine=voc:" + folder.resolve("voc"),
                        "--out",
                        folder.resolve("store").toString());

        assertThat(status).isZero();
        assertThat(text.toString()).containsPattern("mine +1 +1 +1 +1 +0").contains("left out: box too small: 1");
    }

    @Test
    void theHelpNamesEveryFormat() {
        String help = new CommandLine(new PrepareCommand()).getUsageMessage();

        for (DataFormat format : DataFormat.values()) {
            assertThat(help).containsPattern("\\b" + format.key() + "\\b");
        }
    }

    @Test
    void aContactSheetShowsTheBoxesOfTemplateAndTargetInGreen() throws IOException {
        Fixture.still(folder.resolve("voc"), "a", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        Fixture.still(folder.resolve("voc"), "b", 100, 100, new Box(30, 40, 20, 20), Optional.empty());
        CropStore store =
                Fixture.store(folder.resolve("store"), new DataSource("mine", DataFormat.VOC, folder.resolve("voc")));
        PairOptions options = Fixture.options(0, Motion.defaults(), Filling.forStills());
        Path sheet = folder.resolve("sheet.png");

        PairBatch batch = PairSampler.of(store, options, Split.TRAIN, 1).batch(0, 3);
        ContactSheet.write(batch, 2, sheet);

        BufferedImage picture = ImageIO.read(sheet.toFile());
        assertThat(topOf(batch.pairs().get(0).exemplar(), 0, picture)).isEqualTo(0x00ff00);
        assertThat(topOf(batch.pairs().get(0).target().orElseThrow(), 63 + 6, picture))
                .isEqualTo(0x00ff00);
        assertThat(Files.exists(folder.resolve("sheet.png.part"))).isFalse();
    }

    /** The colour in the middle of a box's upper edge. */
    private static int topOf(Box box, int left, BufferedImage picture) {
        return picture.getRGB(left + (int) Math.round(box.centerX()), (int) Math.round(box.y())) & 0xffffff;
    }

    @Test
    void aHistogramCountsByItsBounds() {
        Histogram histogram = new Histogram("sides", 1, 10);
        for (double value : new double[] {0, 0.5, 1, 9, 10, 11, 12}) {
            histogram.add(value);
        }

        assertThat(histogram.counts()).containsExactly(2, 2, 3);
        assertThat(histogram.text()).contains("1 to 10").contains("42.9 %");
    }
}
