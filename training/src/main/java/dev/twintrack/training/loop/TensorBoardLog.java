package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The log as TensorBoard's event file: TFRecord frames (length, masked CRC-32C, bytes, masked CRC-32C), each an
 * {@code Event} message with a {@code Summary} of scalars. The few fields needed are encoded by hand: wall_time = 1
 * (double), step = 2 (varint), file_version = 3 (string), summary = 5; within it value = 1, tag = 1 (string),
 * simple_value = 2 (float).
 */
public final class TensorBoardLog implements RunLog {

    private static final int CRC_MASK = 0xa282ead8;

    private final Path file;
    private final Clock clock;

    private TensorBoardLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Makes the file {@code events.out.tfevents.twintrack} anew.
     *
     * @param before what an earlier part of the run logged
     */
    public static TensorBoardLog open(Path folder, List<LogEntry> before, Clock clock) {
        TensorBoardLog log = new TensorBoardLog(folder.resolve("events.out.tfevents.twintrack"), clock);
        Message version = new Message()
                .fixed64(1, Double.doubleToLongBits(log.seconds()))
                .bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        log.append(version, StandardOpenOption.TRUNCATE_EXISTING);
        before.forEach(log::write);
        return log;
    }

    @Override
    public void write(LogEntry entry) {
        Message summary = new Message();
        for (Map<String, Double> values : List.of(entry.values(), entry.timing())) {
            values.forEach((name, value) -> summary.bytes(
                    1,
                    new Message()
                            .bytes(1, (entry.phase() + "/" + name).getBytes(StandardCharsets.UTF_8))
                            .fixed32(2, Float.floatToIntBits(value.floatValue()))
                            .toBytes()));
        }
        Message event = new Message()
                .fixed64(1, Double.doubleToLongBits(seconds()))
                .varint(2, entry.step())
                .bytes(5, summary.toBytes());
        append(event, StandardOpenOption.APPEND);
    }

    private double seconds() {
        return clock.millis() / 1000.0;
    }

    private void append(Message message, StandardOpenOption how) {
        byte[] body = message.toBytes();
        ByteBuffer head = little(12).putLong(body.length);
        head.putInt(masked(head.array(), 8));
        ByteBuffer record = little(16 + body.length);
        record.put(head.array()).put(body).putInt(masked(body, body.length));
        try {
            Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw new TwintrackException("cannot write log %s: check the folder and the free space".formatted(file), e);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int masked(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + CRC_MASK;
    }

    /** A protocol buffers message being written: a tag of field number and wire type before each value. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message varint(int field, long value) {
            variable((long) field << 3);
            variable(value);
            return this;
        }

        Message fixed64(int field, long value) {
            variable((long) field << 3 | 1);
            out.writeBytes(little(8).putLong(value).array());
            return this;
        }

        Message bytes(int field, byte[] value) {
            variable((long) field << 3 | 2);
            variable(value.length);
            out.writeBytes(value);
            return this;
        }

        Message fixed32(int field, int value) {
            variable((long) field << 3 | 5);
            out.writeBytes(little(4).putInt(value).array());
            return this;
        }

        private void variable(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
