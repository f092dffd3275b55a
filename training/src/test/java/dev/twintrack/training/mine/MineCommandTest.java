package dev.twintrack.training.mine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.training.data.HardNegative;
import dev.twintrack.training.data.HardNegatives;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A disc walks past its twin, which nobody annotated; then the annotation leaps away while the disc walks on. */
class MineCommandTest {

    private static final int FRAMES = 14;
    private static final int LEAP = 10;

    @TempDir
    private Path folder;

    @Test
    void theTwinAndThePlaceOfTheLostTargetAreNoted() throws IOException {
        layOut();

        HardNegatives list = mine();

        assertThat(list.entries()).isNotEmpty().allSatisfy(mistake -> {
            assertThat(mistake.dataset()).isEqualTo("mot");
            assertThat(mistake.sequence()).isEqualTo("walk");
            assertThat(mistake.track()).isEqualTo(3);
            assertThat(mistake.score()).isBetween(0.0, 1.0);
            assertThat(mistake.box().iou(truth(mistake.frame()))).isLessThan(0.3);
        });
        assertThat(list.entries())
                .as("the disc after the annotation has left it")
                .filteredOn(mistake -> mistake.frame() >= LEAP)
                .extracting(HardNegative::box)
                .anyMatch(box -> box.iou(disc(LEAP)) > 0.3);
    }

    private HardNegatives mine() {
        StringWriter text = new StringWriter();
        Path list = folder.resolve("list.jsonl");
        int status = new CommandLine(new MineCommand())
                .setOut(new PrintWriter(text))
                .execute(
                        "--source=mot=mot:" + folder.resolve("mot"),
                        "--out=" + list,
                        "--least=0.05",
                        "--held-back=0",
                        "--threads=1");
        assertThat(status).as(text.toString()).isZero();
        assertThat(text.toString()).contains("on 1 videos");
        return HardNegatives.read(list);
    }

    private static Box disc(int frame) {
        return new Box(60 + 4 * frame, 80, 40, 40);
    }

    private static Box truth(int frame) {
        return frame < LEAP ? disc(frame) : new Box(240, 10, 40, 40);
    }

    private void layOut() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("mot/walk/img1"));
        Files.createDirectories(folder.resolve("mot/walk/gt"));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < FRAMES; i++) {
            Box truth = truth(i);
            rows.append("%d,3,%s,%s,40,40,1,-1,-1%n".formatted(i + 1, truth.x() + 1, truth.y() + 1));
            ImageIO.write(
                    picture(i),
                    "png",
                    pictures.resolve("%06d.png".formatted(i + 1)).toFile());
        }
        Files.writeString(folder.resolve("mot/walk/gt/gt.txt"), rows);
    }

    private static BufferedImage picture(int frame) {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_3BYTE_BGR);
        SplittableRandom random = new SplittableRandom(4);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 400; i++) {
            int grey = 60 + random.nextInt(80);
            graphics.setColor(new Color(grey, grey, grey));
            graphics.fillRect(random.nextInt(320), random.nextInt(200), 30, 30);
        }
        paint(graphics, disc(frame));
        paint(graphics, new Box(90, 135, 40, 40));
        graphics.dispose();
        return image;
    }

    private static void paint(Graphics2D graphics, Box box) {
        graphics.setColor(Color.ORANGE);
        graphics.fillOval((int) box.x(), (int) box.y(), 40, 40);
        graphics.setColor(Color.BLUE);
        graphics.fillRect((int) box.x() + 12, (int) box.y() + 8, 10, 24);
    }
}
