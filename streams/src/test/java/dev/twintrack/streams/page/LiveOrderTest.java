package dev.twintrack.streams.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Tracker;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Pipeline;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Orders to a live stream, whose picture is over when somebody has drawn a box on it. */
class LiveOrderTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Box BOX = new Box(40, 40, 32, 32);

    @Test
    void aTargetLooksLikeWhatWasOnThePictureThatTheBoxWasDrawnOn() throws Exception {
        ByHand camera = new ByHand();
        try (LivePage page = LivePage.open(new PageAddress("localhost", 0));
                Tracker tracker = Tracker.open();
                PageStream stream = page.show("gate", camera.info(), Optional.empty())) {
            Pipeline pipeline = new Pipeline("gate", camera, tracker, List.of(stream));
            stream.commands(pipeline, false);
            CompletableFuture<Long> run = inBackground(() -> pipeline.run(List.of()));
            camera.give(frame(0, 200));
            camera.give(frame(1, 20));
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> stream.last().map(TimedFrame::index).orElse(-1L) == 1);

            Order order = new Order(
                    "start", Optional.empty(), Optional.of("box"), Optional.of(BOX), Optional.of(0L), Optional.empty());
            CompletableFuture<Optional<String>> started =
                    inBackground(() -> stream.orders().carryOut(order));
            // The wish is granted on a further frame; one that comes too early for it does no harm.
            Awaitility.await().atMost(LONG).until(() -> {
                camera.give(frame(stream.last().orElseThrow().index() + 1, 20));
                return started.isDone();
            });

            assertThat(started.join()).contains("1");
            TrackEvent first = stream.history().tracks().get(0);
            assertThat(first.type()).isEqualTo(EventType.TRACK_STARTED);
            assertThat(first.box()).contains(BOX);
            int middle = ImageIO.read(
                            new ByteArrayInputStream(stream.template("1").orElseThrow()))
                    .getRGB(80, 80);
            assertThat(middle & 0xff).isBetween(190, 210);
            pipeline.stop("end of test");
            run.join();
        }
    }

    /** On a thread of its own, since both wait for each other. */
    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private static TimedFrame frame(long index, int grey) {
        byte[] bgr = new byte[3 * 160 * 120];
        Arrays.fill(bgr, (byte) grey);
        return new TimedFrame(Frame.wrapBgr(160, 120, bgr), index, Duration.ofMillis(40 * index), Instant.EPOCH);
    }

    /** A camera that shows what it is given. */
    private static final class ByHand implements FrameSource {

        private final LinkedBlockingQueue<Optional<TimedFrame>> frames = new LinkedBlockingQueue<>();

        void give(TimedFrame frame) {
            frames.add(Optional.of(frame));
        }

        @Override
        public SourceInfo info() {
            return new SourceInfo("by hand", OptionalLong.empty(), OptionalDouble.of(25), true);
        }

        @Override
        public Optional<TimedFrame> next() {
            try {
                return frames.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public SourceLosses losses() {
            return new SourceLosses(0, 0);
        }

        @Override
        public void cancel() {
            frames.add(Optional.empty());
        }

        @Override
        public void close() {}
    }
}
