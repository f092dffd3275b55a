package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README tells a user to type, and the event that it shows. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void everyCommandIsUnderstood() throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine commandLine = Main.commandLine(nowhere, nowhere);
        List<String[]> commands = readme().lines()
                .filter(line -> line.startsWith("./twintrack "))
                .map(line -> line.replaceFirst("\\s+#.*", "").split("\\s+"))
                .map(words -> Arrays.copyOfRange(words, 1, words.length))
                .filter(words -> commandLine.getSubcommands().containsKey(words[0]))
                .toList();
        assertThat(commands).hasSizeGreaterThan(6).allSatisfy(commandLine::parseArgs);
    }

    @Test
    void theEventIsOneThatTwintrackReads() throws IOException {
        Matcher block = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL).matcher(readme());
        assertThat(block.find()).isTrue();
        TrackEvent event = (TrackEvent) EventJson.read(block.group(1));
        String oneLine = block.group(1).replaceAll("\\R\\s?", "");
        assertThat(EventJson.write(event)).isEqualTo(oneLine);
    }

    @Test
    void theTestCommandIsTheOneOfTheContinuousBuild() throws IOException {
        List<String> script = Files.readAllLines(ROOT.resolve(".ci/run"));
        String command = script.get(script.size() - 1).replaceFirst("^exec ", "");
        assertThat(readme().lines()).contains(command);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
