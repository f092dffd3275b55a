package dev.twintrack.training.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Verb;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs on discs of plain colours, which even random features tell apart. */
class EmbedVerbsTest {

    @TempDir
    private Path folder;

    private Path model;
    private Path red;
    private Path alsoRed;
    private Path blue;

    @BeforeEach
    void paint() throws IOException {
        model = folder.resolve("tiny.safetensors");
        TinyModel.of(3).write(model);
        red = scene("red.png", 0, 20, 20, 1);
        alsoRed = scene("also-red.png", 0, 50, 40, 2);
        blue = scene("blue.png", 0.66f, 40, 30, 3);
        for (int i = 0; i < 3; i++) {
            closeUp("gallery/red/%d.png".formatted(i), 0, 4 + i);
            closeUp("gallery/blue/%d.png".formatted(i), 0.66f, 8 + i);
        }
    }

    @Test
    void embedPrintsAUnitVectorForEachPicture() {
        Ran ran = run(new EmbedCommand(), "--model", model, red, blue);
        JsonMapper json = JsonMapper.shared();
        String[] lines = ran.out.split("\\R");
        assertThat(lines).hasSize(2);
        JsonNode line = json.readTree(lines[0]);
        double squares = 0;
        for (JsonNode value : line.get("embedding")) {
            squares += value.asDouble() * value.asDouble();
        }
        assertThat(line.get("picture").asString()).isEqualTo(red.toString());
        assertThat(line.get("embedding")).hasSize(16);
        assertThat(squares).isBetween(0.9999, 1.0001);
    }

    @Test
    void embedNamesAPictureAfterTheGallery() throws IOException {
        Path near = closeUp("near.png", 0.02f, 20);
        Ran ran = run(new EmbedCommand(), "--model", model, "--gallery", folder.resolve("gallery"), near);
        assertThat(ran.out).startsWith(near + "\tred\t").contains("then blue");
    }

    @Test
    void embedMeasuresHowWellItNames() {
        Ran ran = run(
                new EmbedCommand(),
                "--model",
                model,
                "--gallery",
                folder.resolve("gallery"),
                "--measure",
                "--ways",
                2,
                "--episodes",
                20);
        assertThat(ran.out).contains("2-way 1-shot accuracy 100.00 +- 0.00 % over 20 episodes");
        assertThat(ran.out).contains("recall at 1: 100.00 %");
    }

    @Test
    void verifyTellsTheSameFromDifferentByThresholdsMeasuredOnAStore() throws IOException {
        Path store = PaintedTracks.store(folder.resolve("data"), 24, 4);
        Path calibrated = folder.resolve("calibrated.safetensors");
        Ran table = run(
                new VerifyCommand(), "--model", model, "--calibrate", store, "--held-back", 0.9, "--save", calibrated);
        assertThat(table.out).contains("things").contains("threshold").contains(" 0.05 ");

        Ran same = run(
                new VerifyCommand(),
                "--model",
                calibrated,
                "--far",
                0.1,
                "--box",
                "20,20,24,24",
                "--box",
                "50,40,24,24",
                red,
                alsoRed);
        assertThat(same.out).startsWith("same").contains("similarity").contains("false accepts");

        Ran different = run(
                new VerifyCommand(),
                "--model",
                calibrated,
                "--far",
                0.1,
                "--box",
                "20,20,24,24",
                "--box",
                "40,30,24,24",
                red,
                blue);
        assertThat(different.out).startsWith("different");
    }

    @Test
    void badInputIsNamedInOneLine() {
        assertThat(run(new VerifyCommand(), "--model", model, red, blue).fault)
                .contains("no verification thresholds: measure them with --calibrate");
        assertThat(run(new VerifyCommand(), red).fault).contains("give two to compare");
        assertThat(run(new VerifyCommand(), "--save", "x", red, blue).fault).contains("--calibrate");
        assertThat(run(new EmbedCommand(), "--model", model).fault).contains("give pictures, or --measure");
        assertThat(run(new EmbedCommand(), "--model", model, folder.resolve("none.png")).fault)
                .contains("none.png");
        assertThat(run(new EmbedCommand(), "--model", model, "--gallery", folder.resolve("data"), red).fault)
                .contains("data");
        assertThat(run(new EmbedCommand(), "--measure").fault).contains("either --gallery or --store");
    }

    private Path scene(String name, float hue, int x, int y, int seed) throws IOException {
        return write(name, PaintedTracks.picture(hue, x, y, new Random(seed)));
    }

    /** The disc from edge to edge. */
    private Path closeUp(String name, float hue, int seed) throws IOException {
        return write(name, PaintedTracks.picture(hue, 30, 30, new Random(seed)).getSubimage(30, 30, 24, 24));
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private record Ran(String out, String fault) {}

    private static Ran run(Verb verb, Object... arguments) {
        StringWriter out = new StringWriter();
        String[] fault = {""};
        CommandLine line = new CommandLine(verb)
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((e, command, result) -> {
                    fault[0] = e.getMessage();
                    return 1;
                });
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int status = line.execute(texts);
        assertThat(status).isEqualTo(fault[0].isEmpty() ? 0 : 1);
        return new Ran(out.toString(), fault[0]);
    }
}
