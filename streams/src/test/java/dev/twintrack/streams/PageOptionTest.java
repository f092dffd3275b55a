package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code track --page} from its command line on. */
class PageOptionTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void thePagesAddressIsPrintedAndTheEndOfTheClipIsTheEnd() throws IOException {
        Path events = folder.resolve("events.jsonl");
        assertThat(run("track", clip(), "--box", "20,40,24,24", "--page", "0", "--output", events.toString()))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).containsPattern("page: http://localhost:\\d+/");
        assertThat(Files.readAllLines(events)).hasSize(8 + 3);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("track", clip(), "--page", port)).isEqualTo(1);
            assertThat(err.toString().lines()).singleElement().asString().contains(port, "--page");
        }
    }

    @Test
    void whatIsNoPortIsAWrongCommandLine() {
        assertThat(run("track", clip(), "--page", "nowhere:port")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere:port");
    }

    @Test
    void theSourceMayStandBehindThePage() {
        assertThat(run("track", "--page", folder.resolve("missing.mp4").toString(), "--box", "1,1,9,9"))
                .isNotZero();
        assertThat(err.toString()).contains("missing.mp4");
    }

    private String clip() {
        return Clip.write(folder.resolve("clip.mp4"), 8).toString();
    }

    private int run(String... line) {
        return Main.run(line, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
