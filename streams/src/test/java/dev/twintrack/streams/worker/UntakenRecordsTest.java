package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Frame;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.worker.Counts.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Records that a worker cannot take: it counts them, and goes on. */
class UntakenRecordsTest extends DrivenWorkerTest {

    @Test
    void aCommandThatCannotBeGrantedIsToldOnce() {
        run.command(gate.stop("nobody"));
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        assertThat(run.workplace.counts().of(Kind.REFUSED)).isEqualTo(1);
        assertThat(log).singleElement().asString().contains("gate", "stop nobody", "nobody");
    }

    @Test
    void whatIsNoFrameAndNoCommandIsCountedAndLeftOut() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        RecordHeaders good = new RecordHeaders(gate.frame(1).headers().toArray());
        byte[] picture = gate.frame(1).jpeg();
        run.frames.pipeInput(new TestRecord<>(null, picture, good));
        run.frames.pipeInput(new TestRecord<>("gate".getBytes(StandardCharsets.UTF_8), picture));
        run.frames.pipeInput(new TestRecord<>("a/b".getBytes(StandardCharsets.UTF_8), picture, good));
        for (String header : List.of("frame-index", "capture", "media-time-us", "capture-time", "frame-width")) {
            for (String text : List.of("", "x", "-1", "99999999999999999999", "-1000000000-01-01T00:00:00Z")) {
                RecordHeaders bad = new RecordHeaders(good.toArray());
                bad.remove(header);
                bad.add(header, text.getBytes(StandardCharsets.UTF_8));
                if (header.equals("capture") && text.equals("-1")) {
                    continue;
                }
                run.frames.pipeInput(new TestRecord<>("gate".getBytes(StandardCharsets.UTF_8), picture, bad));
            }
        }
        long garbage = run.workplace.counts().of(Kind.GARBAGE);
        assertThat(garbage).isEqualTo(3 + 24);
        for (String text : List.of("", "[]", "{", "7", "{\"id\":\"x\"}", "{\"id\":1,\"command\":\"start\"}")) {
            run.commands.pipeInput("gate".getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        }
        run.commands.pipeInput(null, gate.stop("a").write());
        run.commands.pipeInput(
                "gate".getBytes(StandardCharsets.UTF_8), yard.stop("a").write());
        run.commands.pipeInput("gate".getBytes(StandardCharsets.UTF_8), (byte[]) null);
        assertThat(run.workplace.counts().of(Kind.GARBAGE)).isEqualTo(garbage + 9);
        run.frame(gate.frame(1));
        assertThat(run.events()).extracting(Event::id).containsExactly("gate//0", "gate/a/0", "gate/a/1");
    }

    @Test
    void picturesThatCannotBeDecodedAreCountedAndLeftOut() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        byte[] whole = gate.frame(1).jpeg();
        run.picture(gate.frame(1), new byte[] {1, 2, 3});
        run.picture(gate.frame(2), Arrays.copyOf(whole, 100));
        byte[] huge = whole.clone();
        int size = startOfFrame(huge);
        Arrays.fill(huge, size, size + 4, (byte) 0xff);
        run.picture(gate.frame(3), huge);
        assertThat(run.workplace.counts().of(Kind.UNDECODABLE)).isEqualTo(3);
        run.picture(gate.frame(4), Jpeg.encode(Frame.wrapBgr(1, 1, new byte[3]), 90));
        run.frame(gate.frame(5));
        assertThat(run.events())
                .extracting(event -> event.at().index())
                .as("a picture of one pixel is a picture")
                .containsExactly(0L, 0L, 4L, 5L);
    }

    private static int startOfFrame(byte[] jpeg) {
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                return i + 5;
            }
        }
        throw new AssertionError("no baseline JPEG");
    }
}
