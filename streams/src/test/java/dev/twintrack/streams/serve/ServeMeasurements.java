package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What takes minutes and is run by hand, on a quiet machine; docs/serve.md says how. */
class ServeMeasurements {

    @Test
    @EnabledIfSystemProperty(named = "twintrack.soak.minutes", matches = "[0-9.]+")
    void nothingThatWasPromisedIsLostUnderFaults() throws InterruptedException, IOException {
        Duration time =
                Duration.ofMillis((long) (Double.parseDouble(System.getProperty("twintrack.soak.minutes")) * 60_000));
        Duration between = Duration.ofSeconds(Long.getLong("twintrack.soak.seconds", 60));
        Optional<Path> smallDisk =
                Optional.ofNullable(System.getProperty("twintrack.soak.disk")).map(Path::of);
        assertThat(ServeSoak.soak(time, between, smallDisk)).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "twintrack.speed.frames", matches = "\\d+")
    void tenTargetsTogetherAgainstFivePipelines() throws IOException {
        ServeSpeed.measure(
                Integer.getInteger("twintrack.speed.frames"), 3, Integer.getInteger("twintrack.speed.threads", 1));
    }
}
