package dev.twintrack.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogsTest {

    private static final LogEntry TRAIN =
            new LogEntry(50, "train", Map.of("loss", 2.5, "rate", 1e-3), Map.of("pairsPerSecond", 40.0));
    private static final LogEntry VALIDATE =
            new LogEntry(60, "validate", Map.of("loss", 2.25, "overlap", 0.5), Map.of());

    @TempDir
    Path folder;

    @Test
    void jsonLinesComeBackAsTheyWereWritten() {
        Path file = folder.resolve("log.jsonl");
        RunLog log = JsonLinesLog.open(file, 0);
        log.write(TRAIN);
        log.write(VALIDATE);
        assertThat(JsonLinesLog.read(file)).containsExactly(TRAIN, VALIDATE);
    }

    @Test
    void jsonLinesAfterTheResumedStepAreDropped() {
        Path file = folder.resolve("log.jsonl");
        RunLog log = JsonLinesLog.open(file, 0);
        log.write(TRAIN);
        log.write(VALIDATE);
        JsonLinesLog.open(file, 55);
        assertThat(JsonLinesLog.read(file)).containsExactly(TRAIN);
    }

    @Test
    void aLastLineCutShortByAKillIsLeftOut() throws IOException {
        Path file = folder.resolve("log.jsonl");
        JsonLinesLog.open(file, 0).write(TRAIN);
        Files.writeString(file, Files.readString(file) + "{\"step\":60,\"pha");
        assertThat(JsonLinesLog.read(file)).containsExactly(TRAIN);
    }

    @Test
    void aBrokenLineInTheMiddleIsNamed() throws IOException {
        Path file = folder.resolve("log.jsonl");
        Files.writeString(file, "nonsense\n{}\n");
        assertThatThrownBy(() -> JsonLinesLog.read(file))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("log.jsonl line 1");
    }

    @Test
    void csvHasOneValueARow() throws IOException {
        Path file = folder.resolve("log.csv");
        CsvLog.open(file, List.of(TRAIN)).write(VALIDATE);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "step,phase,name,value",
                        "50,train,loss,2.5",
                        "50,train,rate,0.001",
                        "50,train,pairsPerSecond,40.0",
                        "60,validate,loss,2.25",
                        "60,validate,overlap,0.5");
    }

    @Test
    void curvesShowLossesAboveMeasures() throws IOException {
        Path file = folder.resolve("curves.png");
        CurvesLog.open(file, List.of(TRAIN)).write(VALIDATE);
        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(840);
    }

    @Test
    void curvesLeaveOutWhatIsNoNumber() throws IOException {
        Path file = folder.resolve("curves.png");
        LogEntry untrained =
                new LogEntry(0, "validate", Map.of("loss", Double.NaN, "overlap", Double.POSITIVE_INFINITY), Map.of());
        CurvesLog.open(file, List.of(untrained, TRAIN)).write(VALIDATE);
        assertThat(ImageIO.read(file.toFile())).isNotNull();
    }

    @Test
    void anUntrainedLossDoesNotPressTheCurvesFlat() throws IOException {
        Path with = folder.resolve("with.png");
        Path without = folder.resolve("without.png");
        LogEntry untrained = new LogEntry(0, "validate", Map.of("loss", 494.0), Map.of());
        CurvesLog.open(with, List.of(TRAIN, untrained)).write(VALIDATE);
        CurvesLog.open(without, List.of(TRAIN)).write(VALIDATE);
        assertThat(with).hasSameBinaryContentAs(without);
    }

    @Test
    void jsonLinesKeepWhatIsNoNumber() {
        Path file = folder.resolve("log.jsonl");
        LogEntry untrained = new LogEntry(0, "validate", Map.of("loss", Double.NaN), Map.of());
        JsonLinesLog.open(file, 0).write(untrained);
        assertThat(JsonLinesLog.read(file)).containsExactly(untrained);
    }

    @Test
    void curvesOfLossesAloneAreOneChart() throws IOException {
        Path file = folder.resolve("curves.png");
        CurvesLog.open(file, List.of(TRAIN)).close();
        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(420);
    }

    @Test
    void tensorBoardRecordsHaveTheirLengthsAndChecksums() throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
        TensorBoardLog.open(folder, List.of(TRAIN), clock).write(VALIDATE);
        List<byte[]> events = records(Files.readAllBytes(folder.resolve("events.out.tfevents.twintrack")));
        assertThat(events).hasSize(3);
        assertThat(new String(events.get(0), StandardCharsets.ISO_8859_1)).endsWith("brain.Event:2");
        // wall_time = 1000 s, then step = 60, then the first value: "validate/loss" = 2.25.
        ByteBuffer event = ByteBuffer.wrap(events.get(2)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(event.get()).isEqualTo((byte) 0x09);
        assertThat(event.getDouble()).isEqualTo(1000);
        assertThat(event.get()).isEqualTo((byte) 0x10);
        assertThat(event.get()).isEqualTo((byte) 60);
        String text = new String(events.get(2), StandardCharsets.ISO_8859_1);
        int at = text.indexOf("validate/loss") + "validate/loss".length();
        assertThat(events.get(2)[at]).isEqualTo((byte) 0x15);
        assertThat(event.getFloat(at + 1)).isEqualTo(2.25f);
    }

    /** TFRecord, read slowly: the checksum bit by bit. */
    private static List<byte[]> records(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(masked(length));
            byte[] body = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(body);
            assertThat(in.getInt()).isEqualTo(masked(body));
            records.add(body);
        }
        return records;
    }

    private static int masked(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
