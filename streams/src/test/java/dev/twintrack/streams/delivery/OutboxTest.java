package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    @TempDir
    Path folder;

    @Test
    void whatWasPutAndNotRemovedIsThereAgainInItsOrder() throws Exception {
        try (Outbox outbox = Outbox.open(folder)) {
            outbox.put(300, Events.track(EventType.TRACK_LOST, 2));
            outbox.put(2, Events.stream(EventType.STREAM_STARTED, 0));
            outbox.put(40, Events.track(EventType.TRACK_STARTED, 1));
            outbox.remove(40);
        }
        try (Outbox outbox = Outbox.open(folder)) {
            assertThat(outbox.letters())
                    .containsExactly(
                            new Letter(2, Events.stream(EventType.STREAM_STARTED, 0), true),
                            new Letter(300, Events.track(EventType.TRACK_LOST, 2), true));
        }
    }

    @Test
    void itBelongsToOneProcess() {
        Outbox first = Outbox.open(folder);
        assertThatThrownBy(() -> Outbox.open(folder))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("another process")
                .hasMessageContaining(folder.toString());
        first.close();
        Outbox.open(folder).close();
    }

    @Test
    void aFileInItsPlaceIsAFault() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Outbox.open(file))
                .isInstanceOf(TwintrackException.class)
                .hasMessageStartingWith("cannot make the outbox " + file);
    }

    @Test
    void aDamagedFolderIsAFaultThatNamesIt() throws Exception {
        Outbox.open(folder).close();
        Files.writeString(folder.resolve("CURRENT"), "nonsense");
        assertThatThrownBy(() -> Outbox.open(folder))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(folder.toString());
    }
}
