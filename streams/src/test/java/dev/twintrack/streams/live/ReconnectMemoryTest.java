package dev.twintrack.streams.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.TimedFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A camera that comes and goes for days leaves neither memory nor threads behind. How often it does so here:
 * {@code -Dtwintrack.reconnects=200}.
 */
class ReconnectMemoryTest {

    private static final int RECONNECTS = Integer.getInteger("twintrack.reconnects", 40);
    /** The collector gives pages back on a thread of its own, some time after it has run. */
    private static final int BEFORE = 3;

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void residentSizeAndThreadsStayFlatOverManyReconnects() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "the resident size is read from Linux's /proc");
        Reconnect hasty = Reconnect.defaults().withDelays(Duration.ofMillis(10), Duration.ofMillis(50));
        SourceOptions options =
                SourceOptions.defaults().withTimeouts(LONG, LONG).withReconnect(hasty);
        long settled = 0;
        try (TestCamera camera = new MjpegCamera(new Scenery());
                FrameSource source = FrameSource.open(camera.address(), options)) {
            for (int i = 0; i < RECONNECTS; i++) {
                assertThat(source.next().orElseThrow().gap()).isEmpty();
                camera.kill();
                camera.restart();
                awaitGap(source);
                if (i == RECONNECTS / 4 - BEFORE || i == RECONNECTS - 1 - BEFORE) {
                    System.gc();
                } else if (i == RECONNECTS / 4) {
                    settled = resident();
                }
            }
            long last = resident();
            System.out.printf(
                    "resident size: %d MB after %d reconnects, %d MB after %d%n",
                    settled, RECONNECTS / 4, last, RECONNECTS);
            assertThat(last - settled).isLessThan(64);
            await().atMost(LONG).until(() -> threads(camera.address()) == 1);
        }
    }

    /** Takes what came before the loss, and the first frame after it. */
    private static void awaitGap(FrameSource source) {
        TimedFrame frame = source.next().orElseThrow();
        while (frame.gap().isEmpty()) {
            frame = source.next().orElseThrow();
        }
    }

    /** Threads that work for the source, one of which captures. */
    private static long threads(String address) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith(address))
                .count();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }
}
