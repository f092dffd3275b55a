package dev.twintrack.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb as a whole, on a data set of two drawn sequences, with OpenCV's KCF. */
class EvaluateCommandTest {

    private static final int FRAMES = 8;

    @TempDir
    private Path folder;

    private Path dataset;
    private Path out;
    private final StringWriter console = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void drawDataset() throws IOException {
        dataset = folder.resolve("otb");
        out = folder.resolve("out");
        draw("Deer", 2);
        draw("Skiing", 3);
    }

    private void draw(String name, int speed) throws IOException {
        Path pictures = Files.createDirectories(dataset.resolve(name).resolve("img"));
        List<String> truth = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            Frame picture = Tracks.picture(20 + speed * i, 30 + i);
            ImageIO.write(
                    picture.toImage(),
                    "png",
                    pictures.resolve("%04d.png".formatted(i + 1)).toFile());
            truth.add("%d,%d,40,40".formatted(21 + speed * i, 31 + i));
        }
        Files.write(dataset.resolve(name).resolve("groundtruth_rect.txt"), truth);
    }

    private int run(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(dataset.toString(), "--layout", "otb", "--out", out.toString()));
        arguments.addAll(List.of(options));
        return new CommandLine(new EvaluateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(console, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return e instanceof TwintrackException ? 1 : 70;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode report() {
        return JsonMapper.shared().readTree(out.resolve("report.json").toFile());
    }

    @Test
    void aRunLeavesResultsAndAReportInEveryForm() throws IOException {
        int status = run("--trackers", "kcf", "--threads", "1");

        assertThat(status).isZero();
        assertThat(out.resolve("kcf/Deer.txt")).content().startsWith("20.000,30.000,40.000,40.000\n");
        assertThat(Files.readAllLines(out.resolve("kcf/Deer.txt"))).hasSize(FRAMES);
        assertThat(Files.readAllLines(out.resolve("kcf/Deer.time.txt"))).hasSize(FRAMES);
        assertThat(out.resolve("success.png")).isNotEmptyFile();
        assertThat(out.resolve("precision.png")).isNotEmptyFile();
        assertThat(out.resolve("speed.png")).isNotEmptyFile();
        assertThat(Files.readAllLines(out.resolve("report.csv")))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("tracker,sequence,frames,missing,success,precision");
        JsonNode kcf = report().get("trackers").get(0);
        assertThat(kcf.get("totals").get("success").asDouble()).isGreaterThan(0.6);
        assertThat(kcf.get("attributes").get("FM").get("success").asDouble()).isPositive();
        assertThat(console.toString()).contains("kcf", "2 of 2", "Success AUC");
    }

    @Test
    void thePageNeedsNothingButItself() throws IOException {
        run("--trackers", "kcf,mosse", "--threads", "1");

        String page = Files.readString(out.resolve("index.html"));

        assertThat(page).contains("<svg", "kcf", "mosse", "Deer", "By attribute".substring(3), "<script>");
        assertThat(page).doesNotContain("http://", "https://", "src=\"/", "<link");
    }

    @Test
    void whatWasRunScoresTheSameFromItsFiles() {
        run("--trackers", "kcf", "--threads", "1");
        double live =
                report().get("trackers").get(0).get("totals").get("success").asDouble();

        int status = run("--results", out.resolve("kcf").toString());

        assertThat(status).isZero();
        assertThat(report().get("trackers").get(0).get("totals").get("success").asDouble())
                .isEqualTo(live);
    }

    @Test
    void aBrokenSequenceIsReportedAndTheRestGoesOn() throws IOException {
        Files.delete(dataset.resolve("Deer/img/0005.png"));

        int status = run("--trackers", "kcf", "--threads", "1");

        assertThat(status).isEqualTo(1);
        assertThat(errors.toString()).contains("kcf on Deer: sequence Deer has 7 pictures for 8 rows of truth");
        assertThat(console.toString()).contains("1 of 2", "kcf lacks 1 sequences");
        assertThat(report().get("complete").asBoolean()).isFalse();
        assertThat(Files.readString(out.resolve("index.html"))).contains("Totals in this colour lack sequences");
        assertThat(Files.readAllLines(out.resolve("report.csv"))).anyMatch(line -> line.startsWith("kcf,Deer,0,1,"));
    }

    @Test
    void resumeRunsOnlyWhatIsNotDone() throws IOException {
        run("--trackers", "kcf", "--threads", "1", "--sequences", "deer");
        FileTime long_ago = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(out.resolve("kcf/Deer.txt"), long_ago);

        int status = run("--trackers", "kcf", "--threads", "1", "--resume");

        assertThat(status).isZero();
        assertThat(Files.getLastModifiedTime(out.resolve("kcf/Deer.txt"))).isEqualTo(long_ago);
        assertThat(out.resolve("kcf/Skiing.txt")).exists();
        assertThat(report().get("sequences").asInt()).isEqualTo(2);
    }

    @Test
    void resumeRefusesResultsOfOtherSettings() {
        run("--trackers", "kcf", "--threads", "1");

        int status = run("--trackers", "kcf", "--threads", "2", "--resume");

        assertThat(status).isEqualTo(1);
        assertThat(errors.toString()).contains("were made with threads 1, not 2");
    }

    @Test
    void repeatedRunsKeepAFileEach() {
        run("--trackers", "kcf", "--threads", "1", "--repeat", "2", "--sequences", "Deer");

        assertThat(out.resolve("kcf/Deer.txt")).exists();
        assertThat(out.resolve("kcf/Deer_002.txt")).exists();
    }

    @Test
    void theSupervisedExperimentLiesWhereVotToolsLookForIt() throws IOException {
        int status = run("--trackers", "kcf", "--threads", "1", "--protocol", "vot2018", "--sequences", "Deer");

        assertThat(status).isZero();
        assertThat(Files.readAllLines(out.resolve("kcf/baseline/Deer/Deer_001.txt"))
                        .get(0))
                .isEqualTo("1");
        assertThat(out.resolve("expected_overlap.png")).isNotEmptyFile();
    }

    @Test
    void aListInAFileChoosesSequences() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "Skiing\n");

        run("--trackers", "kcf", "--threads", "1", "--sequences", list.toString());

        assertThat(out.resolve("kcf/Skiing.txt")).exists();
        assertThat(out.resolve("kcf/Deer.txt")).doesNotExist();
    }

    @Test
    void anUnknownSequenceIsAnError() {
        assertThat(run("--trackers", "kcf", "--sequences", "Moose")).isEqualTo(1);
        assertThat(errors.toString()).contains("there is no sequence 'Moose' in " + dataset);
    }

    @Test
    void nothingToDoIsAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString()).contains("Give --trackers to run, or --results to score");
    }
}
