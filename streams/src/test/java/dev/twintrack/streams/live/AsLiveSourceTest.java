package dev.twintrack.streams.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.streams.Clip;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.TimedFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording, real and of 30 frames, as if it were live. */
class AsLiveSourceTest {

    private static final int FRAMES = 30;

    @TempDir
    static Path folder;

    private static String clip;

    @BeforeAll
    static void writeClip() {
        clip = Clip.write(folder.resolve("clip.mp4"), FRAMES).toString();
    }

    @Test
    void framesDoNotComeBeforeTheirTimeAndEachIsGivenOrDropped() {
        try (FrameSource source = open(SourceOptions.defaults())) {
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().frameCount()).isEmpty();
            List<TimedFrame> frames = rest(source);
            TimedFrame first = frames.get(0);
            assertThat(first.index()).isZero();
            for (TimedFrame frame : frames) {
                assertThat(Duration.between(first.captureTime(), frame.captureTime()))
                        .isGreaterThanOrEqualTo(
                                frame.mediaTime().minus(first.mediaTime()).minusMillis(5));
            }
            assertThat(frames.get(frames.size() - 1).index()).isEqualTo(FRAMES - 1);
            assertThat(frames.size() + source.losses().dropped()).isEqualTo(FRAMES);
        }
    }

    @Test
    void framesThatNobodyTakesInTimeAreDroppedAndCounted() {
        try (FrameSource source = open(SourceOptions.defaults())) {
            assertThat(source.next().orElseThrow().index()).isZero();
            await().atMost(Duration.ofSeconds(60)).until(() -> source.losses().dropped() >= 10);
            assertThat(source.next().orElseThrow().index()).isGreaterThanOrEqualTo(11);
            assertThat(2 + rest(source).size() + source.losses().dropped()).isEqualTo(FRAMES);
        }
    }

    @Test
    void startFrameAndLimitAreThoseOfTheRecording() {
        try (FrameSource source =
                open(SourceOptions.defaults().withStartFrame(10).withMaxFrames(3))) {
            List<TimedFrame> frames = rest(source);
            assertThat(frames.get(0).index()).isEqualTo(10);
            assertThat(frames.get(frames.size() - 1).index()).isEqualTo(12);
            assertThat(frames.size() + source.losses().dropped()).isEqualTo(3);
        }
    }

    @Test
    void cancelWakesWhoeverWaits() throws Exception {
        try (FrameSource source = open(SourceOptions.defaults())) {
            source.next();
            CompletableFuture<List<TimedFrame>> waiting = CompletableFuture.supplyAsync(() -> rest(source));
            source.cancel();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).hasSizeLessThan(FRAMES);
            assertThat(source.next()).isEmpty();
        }
    }

    private static FrameSource open(SourceOptions options) {
        return FrameSource.open(clip, options.withAsLive(true));
    }

    private static List<TimedFrame> rest(FrameSource source) {
        List<TimedFrame> frames = new ArrayList<>();
        for (Optional<TimedFrame> next = source.next(); next.isPresent(); next = source.next()) {
            frames.add(next.get());
        }
        return frames;
    }
}
