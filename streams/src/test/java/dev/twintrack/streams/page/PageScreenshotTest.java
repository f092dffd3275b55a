package dev.twintrack.streams.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Tracker;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.VideoWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the page that the documents show, into the folder that the system property
 * {@code twintrack.screenshots} names (of the module; {@code ../docs} for those), {@code target/screenshots} without it.
 */
class PageScreenshotTest {

    private static final Path SHOTS = Path.of(System.getProperty("twintrack.screenshots", "target/screenshots"));
    private static final SyntheticScene POND = SyntheticScene.pond();
    private static final int FRAMES = 80;

    @TempDir
    static Path folder;

    private static Path clip;

    @BeforeAll
    static void record() {
        clip = folder.resolve("pond.mp4");
        try (VideoWriter writer =
                new VideoWriter(clip, POND.options().width(), POND.options().height(), 25)) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(POND.frame(i).toImage());
            }
            writer.finish();
        }
    }

    @Test
    void thePageInDarkInLightAndOnAPhone() throws Exception {
        try (Chromium chromium = Chromium.start(folder.resolve("profile"));
                Tracker tracker = Tracker.open();
                Showing showing = new Showing(clip, tracker);
                Tab tab = chromium.open(showing.address())) {
            tab.size(1360, 860, false);
            tab.colourScheme("dark");
            tab.await("document.querySelector('#stage').dataset.frame === '0'");
            start(showing, POND.truth(0).orElseThrow(), "ogon");
            start(showing, neighbour(), "utsuri");
            showing.stream.orders().carryOut(order("resume"));
            tab.await("Number(document.querySelector('#stage').dataset.frame) >= 40");
            showing.stream.orders().carryOut(order("pause"));
            tab.click("#cards li:first-child .card");
            tab.await("document.querySelector('#template').naturalWidth > 0");
            tab.await("document.querySelector('#health').textContent.startsWith('paused')");
            shoot(tab, "page.png");
            tab.colourScheme("light");
            tab.await("document.documentElement.classList.contains('light')");
            shoot(tab, "page-light.png");
            tab.size(390, 844, true);
            tab.await("document.querySelector('#stage').clientWidth < 390");
            shoot(tab, "page-phone.png");
            assertThat(tab.complaints()).isEmpty();
        }
        assertThat(ImageIO.read(SHOTS.resolve("page.png").toFile()).getWidth()).isEqualTo(1360);
    }

    /** Another koi that the first frame shows whole. */
    private static Box neighbour() {
        return IntStream.iterate(1, koi -> koi + 1)
                .filter(koi -> POND.visibility(koi, 0) > 0.99)
                .mapToObj(koi -> POND.truth(koi, 0).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private static void shoot(Tab tab, String name) {
        // Two frames of the browser: one draws, one has drawn.
        tab.value(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))");
        tab.screenshot(SHOTS.resolve(name));
    }

    private static void start(Showing showing, Box box, String label) {
        showing.stream
                .orders()
                .carryOut(new Order(
                        "start",
                        Optional.empty(),
                        Optional.of(label),
                        Optional.of(box),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Order order(String action) {
        return new Order(
                action, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
