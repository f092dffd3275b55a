package dev.twintrack.streams.serve;

import static dev.twintrack.streams.page.Hand.FRAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Tracker;
import dev.twintrack.streams.page.Chromium;
import dev.twintrack.streams.page.Hand;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.Parcel;
import dev.twintrack.streams.page.Tab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is served beside a camera, on the page, in a real browser. */
class ServedRecordingBrowserTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String CARDS = "document.querySelectorAll('.card').length";

    @TempDir
    Path folder;

    @Test
    void aFilePausesStepsJumpsAndGoesOnWhileACameraGoesOnBesideIt() {
        Path clip = Parcel.write(folder.resolve("parcel.mp4"), 1000);
        try (Chromium chromium = Chromium.start(folder.resolve("profile"));
                PictureServer cameras = new PictureServer(8);
                Tracker tracker = Tracker.open();
                LivePage page = LivePage.open(new PageAddress("localhost", 0));
                Serving serving = new Serving(
                        ServeConfig.parse(
                                "streams: [{id: camera, address: '%s'}]".formatted(cameras.address("camera")), "test"),
                        Optional.empty(),
                        tracker,
                        Optional.of(page),
                        Plans.unobserved(),
                        line -> {});
                Tab tab = chromium.open(page.address())) {
            tab.await("document.querySelector('[data-stream=camera]') !== null");
            serving.streams().start(Plans.stream("clip", clip.toString(), target()), Optional.empty());
            tab.await("document.querySelector('.tile[data-stream=clip]') !== null");
            tab.click(".tile[data-stream=clip]");
            Hand.ready(tab);
            tab.click("#play");
            Hand.settle(tab);

            int held = tab.value(FRAME).asInt();
            long before = serving.streams().tally().frames();
            await().atMost(LONG).until(() -> serving.streams().tally().frames() >= before + 10);
            assertThat(tab.value(FRAME).asInt())
                    .as("the camera's frames, and none of the file's")
                    .isEqualTo(held);
            tab.key("ArrowRight");
            tab.await(FRAME + " === " + (held + 1));

            tab.value(Hand.jumpTo(10));
            tab.await(FRAME + " === 10");
            int cards = tab.value(CARDS).asInt();
            Hand.drawAround(tab, 10);
            tab.await(CARDS + " === " + (cards + 1));

            tab.click("#play");
            tab.await(FRAME + " >= 20");
            serving.streams().stop("clip", "enough");
            await().atMost(LONG).until(() -> serving.streams().find("clip").isEmpty());
            // A picture or a score map may have been asked for while the stream went.
            assertThat(tab.complaints()).allMatch(one -> one.contains("/api/streams/clip/"));
        }
    }

    /** Something to look for, so that a file that is not paused does not fly by. */
    private static TargetConfig target() {
        return new TargetConfig(Parcel.truth(0), Optional.empty(), Optional.empty());
    }
}
