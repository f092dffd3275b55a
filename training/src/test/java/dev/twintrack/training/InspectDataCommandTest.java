package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.DataFormat;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.StoreOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InspectDataCommandTest {

    @TempDir
    private Path folder;

    @Test
    void countsHistogramsAndASheetAsTheConfigSays() throws IOException {
        Path store = store("mine");
        Path config = Files.writeString(folder.resolve("c.yaml"), """
                network: {templateSize: 63, searchSize: 127}
                data: {store: '%s', heldBack: 0, negatives: 1}
                """.formatted(store));
        StringWriter text = new StringWriter();
        Path sheet = folder.resolve("sheet.png");

        int status = new CommandLine(new InspectDataCommand())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--config=" + config, "--sheet=" + sheet, "--pairs=4", "--columns=2");

        assertThat(status).as(text.toString()).isZero();
        assertThat(text.toString())
                .containsPattern("mine +4 +4 +4 +1")
                .contains("commonest classes: thing 4")
                .containsPattern("32 to 64 +4 +100.0 %")
                .contains("100.0 % without the target");
        BufferedImage image = ImageIO.read(sheet.toFile());
        assertThat(image.getWidth()).isEqualTo(2 * (63 + 127 + 12));
    }

    @Test
    void anotherStoreKeepsTheConfigsFurtherOnes() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), """
                network: {templateSize: 63, searchSize: 127}
                data:
                  store: nowhere
                  more: ['%s']
                  heldBack: 0
                  shares: [{dataset: mine, weight: 1, maxGap: 0}, {dataset: more, weight: 1, maxGap: 0}]
                """.formatted(store("more")));
        StringWriter text = new StringWriter();

        int status = new CommandLine(new InspectDataCommand())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--config=" + config, "--store=" + store("mine"));

        assertThat(status).as(text.toString()).isZero();
        assertThat(text.toString()).containsPattern("mine +4 +4").containsPattern("more +4 +4");
    }

    private Path store(String name) throws IOException {
        Files.createDirectories(folder.resolve("voc/Annotations"));
        Files.createDirectories(folder.resolve("voc/JPEGImages"));
        for (int i = 0; i < 4; i++) {
            BufferedImage image = new BufferedImage(120, 100, BufferedImage.TYPE_3BYTE_BGR);
            ImageIO.write(
                    image, "png", folder.resolve("voc/JPEGImages/" + i + ".png").toFile());
            Files.writeString(
                    folder.resolve("voc/Annotations/" + i + ".xml"),
                    "<annotation><object><name>thing</name><bndbox><xmin>31</xmin><ymin>31</ymin><xmax>70</xmax>"
                            + "<ymax>70</ymax></bndbox></object></annotation>");
        }
        Path store = folder.resolve("store-" + name);
        DataSource source = new DataSource(name, DataFormat.VOC, folder.resolve("voc"));
        CropStore.prepare(
                store, List.of(source), StoreOptions.defaults(), Optional.empty(), 1L << 30, new CropStore.Progress() {
                    @Override
                    public void done(String dataset, int sequences, int total) {}

                    @Override
                    public void unread(Skips skips) {}
                });
        return store;
    }
}
