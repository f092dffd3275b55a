package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files under {@code commands/} and {@code answers/} are what senders out there have learnt to write and read. */
class CommandJsonTest {

    private static final Box BOX = new Box(412, 180, 64, 120);

    private final JsonContract commands = JsonContract.of("command");
    private final JsonContract answers = JsonContract.of("answer");

    @ParameterizedTest
    @ValueSource(strings = {"start-stream", "stop-stream", "start", "stop", "restart"})
    void goldenCommandsSatisfyTheSchemaAndAreRead(String name) {
        assertThat(commands.faults(command(name))).isEmpty();
        Command command = CommandJson.read(command(name));
        assertThat(command.name()).isEqualTo(name);
        assertThat(command.stream()).isEqualTo("gate");
    }

    @Test
    void commandsSayWhatTheySay() {
        assertThat(CommandJson.read(command("start")))
                .isEqualTo(new Command.Start("c-3", "gate", BOX, Optional.empty(), Optional.of("the visitor")));
        assertThat(CommandJson.read(command("stop"))).isEqualTo(new Command.Stop("c-4", "gate", "1"));
        assertThat(CommandJson.read(command("restart")))
                .isEqualTo(new Command.Restart("c-5", "gate", "1", new Box(420.5, 184, 64, 120), Optional.empty()));
        StreamConfig stream = ((Command.StartStream) CommandJson.read(command("start-stream"))).config();
        assertThat(stream.readTimeout()).contains(Duration.ofSeconds(5));
        assertThat(stream.targets()).extracting(TargetConfig::box).containsExactly(BOX, new Box(40, 220, 120, 80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"start\"       | \"begin\"           | command: command: there is no 'begin'",
                "\"start\"       | \"strat\"           | did you mean 'start'?",
                "\"label\"       | \"lable\"           | there is no key 'lable': did you mean 'label'?",
                "\"stream\"      | \"steam\"           | there is no key 'steam': did you mean 'stream'?",
                "\"c-3\"         | 3                   | command: id: 3 is no text",
                "\"c-3\"         | \" \"               | command: id: it is empty",
                "\"c-3\"         | null                | command: id: null is no text",
                "64              | -64                 | command: box: box 412.0,180.0,-64.0,120.0 has a negative side",
                "64              | 1e999               | command: box: box 412.0,180.0,Infinity",
                "64              | \"64\"              | command: box.width: \"64\" is no number",
                "\"gate\"        | \"gate\",\"stream\":\"b\" | this is no JSON",
                "\"height\":120} | \"height\":120,\"depth\":1} | there is no key 'box.depth'",
            })
    void whatIsNoCommandIsRefusedInWords(String from, String to, String words) {
        String changed = command("start").replace(from, to);
        assertThat(changed).isNotEqualTo(command("start"));
        assertThatThrownBy(() -> CommandJson.read(changed))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[]", "7", "null", "\"start\"", "{}", "{} {}", "{\"id\":\"a\"}", "\u0000"})
    void anythingElseIsRefusedInWords(String text) {
        assertThatThrownBy(() -> CommandJson.read(text))
                .isInstanceOf(TwintrackException.class)
                .hasMessageStartingWith("command");
    }

    @Test
    void filesToWriteAreNothingForThoseWhoAreFarAway() {
        String command = command("start-stream").replace("\"readTimeout\"", "\"outputs\":[\"a.csv\"],\"readTimeout\"");
        assertThatThrownBy(() -> CommandJson.read(command)).hasMessageContaining("'outputs'");
        assertThat(commands.faults(command)).isNotEmpty();
    }

    @Test
    void theIdIsFoundInWhatIsNoCommandSoThatTheRefusalCanCarryIt() {
        assertThat(CommandJson.idOf("{\"id\":\"x\",\"what\":1}")).contains("x");
        for (String text : List.of("{\"id\":7}", "{\"id\":\"\"}", "[]", "{", "", "\"id\"")) {
            assertThat(CommandJson.idOf(text)).as(text).isEmpty();
        }
    }

    @Test
    void randomDamageIsReadOrRefusedAndWhatIsReadSatisfiesTheSchema() {
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 1500; i++) {
            String text = damaged(
                    command(List.of("start", "stop", "restart", "start-stream").get(i % 4)), random);
            try {
                CommandJson.read(text);
                read++;
                assertThat(commands.faults(text)).as(text).isEmpty();
            } catch (TwintrackException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
                assertThat(e.getMessage()).hasSizeLessThan(600);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void noiseIsRefused() {
        Random random = new Random(12);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> CommandJson.read(text)).isInstanceOf(TwintrackException.class);
            assertThat(CommandJson.idOf(text)).isEmpty();
        }
        String deep = "{\"id\":".repeat(100_000);
        assertThatThrownBy(() -> CommandJson.read(deep)).isInstanceOf(TwintrackException.class);
    }

    @Test
    void answersAreWrittenAsTheGoldenFilesAndSatisfyTheSchema() {
        Command start = CommandJson.read(command("start"));
        Command stop = CommandJson.read(command("stop"));
        assertAnswer(
                "done", Answer.done(start, Optional.of("1"), Optional.empty()).json(0, 17));
        assertAnswer(
                "refused",
                Answer.refused(stop, "stream gate has no target '7' to stop").json(0, 18));
        assertAnswer(
                "nothing",
                Answer.refused(Optional.empty(), new TwintrackException("command: it is empty"))
                        .json(2, 0));
    }

    @Test
    void theDocsShowCommandsAndAnswersAsTheyAre() throws IOException {
        List<String> shown = Files.readAllLines(Path.of("..", "docs", "serve.md")).stream()
                .filter(line -> line.startsWith("{"))
                .toList();
        assertThat(shown).hasSize(9);
        for (String line : shown) {
            if (line.contains("\"outcome\"")) {
                assertThat(answers.faults(line)).as(line).isEmpty();
            } else {
                assertThat(commands.faults(line)).as(line).isEmpty();
                assertThat(CommandJson.read(line).stream()).isEqualTo("gate");
            }
        }
    }

    private void assertAnswer(String golden, String written) {
        assertThat(written).isEqualTo(JsonContract.golden("answers/" + golden + ".json"));
        assertThat(answers.faults(written)).isEmpty();
    }

    private static String damaged(String command, Random random) {
        StringBuilder text = new StringBuilder(command);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                default -> text.insert(at, random.nextInt(4) == 0 ? "\\ud800" : (char) random.nextInt(0x800));
            }
        }
        return text.toString();
    }

    private static String command(String name) {
        return JsonContract.golden("commands/" + name + ".json");
    }
}
