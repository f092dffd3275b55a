package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.streams.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store whose folder is taken away, which it notices when its file is full: as with a disk that fails. */
class TendedOutboxTest {

    private static final int MOST = 100_000;

    @TempDir
    Path folder;

    @Test
    void whatCannotBeWrittenIsCountedAndItIsUsedAgainWhenItCanBe() throws IOException {
        Path place = folder.resolve("outbox");
        try (TendedOutbox outbox = new TendedOutbox(place, Duration.ofMillis(1))) {
            long position = 0;
            assertThat(put(outbox, position)).isTrue();
            delete(place);
            Files.writeString(place, "in the way");
            long written = 1;
            while (put(outbox, position += 2) && written < MOST) {
                written++;
            }
            assertThat(outbox.unwritten()).isOne();
            assertThat(outbox.held()).isEqualTo(written);
            outbox.tend();
            assertThat(put(outbox, position += 2)).isFalse();
            outbox.remove(0);
            assertThat(outbox.held()).isEqualTo(written - 1);
            Files.delete(place);
            long free = position + 2;
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                outbox.tend();
                return put(outbox, free);
            });
        }
        try (Outbox again = Outbox.open(place)) {
            assertThat(again.letters()).hasSize(1);
        }
    }

    @Test
    void countsWhatItHolds() {
        try (TendedOutbox outbox = new TendedOutbox(folder)) {
            put(outbox, 0);
            put(outbox, 2);
            outbox.remove(0);
            assertThat(outbox.held()).isOne();
        }
        try (TendedOutbox outbox = new TendedOutbox(folder)) {
            List<Letter> left = outbox.left();
            assertThat(left).extracting(Letter::position).containsExactly(2L);
            assertThat(outbox.held()).isOne();
        }
    }

    private static boolean put(TendedOutbox outbox, long position) {
        return outbox.put(position, Events.track(EventType.TRACK_LOST, position));
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
