package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Tracker;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.page.Chromium;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.Tab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several served streams on the page, in a real browser, with a real broker behind them. */
class ServedPageBrowserTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void streamsMoveInAGridOneIsEnlargedAndABoxDraggedOnItIsFollowedAndKafkaHearsOfIt() {
        try (Chromium chromium = Chromium.start(folder.resolve("profile"));
                PictureServer cameras = new PictureServer(8);
                EmbeddedBroker broker = EmbeddedBroker.start();
                Tracker tracker = Tracker.open();
                Wire wire = new Wire(broker.bootstrapServers());
                LivePage page = LivePage.open(new PageAddress("localhost", 0));
                Serving serving = new Serving(
                        ServeConfig.parse(
                                "streams: [{id: east, address: '%s'}, {id: west, address: '%s'}]"
                                        .formatted(cameras.address("east"), cameras.address("west")),
                                "test"),
                        Optional.of(KafkaConfig.at(broker.bootstrapServers())),
                        tracker,
                        Optional.of(page),
                        Plans.unobserved(),
                        line -> {});
                Tab tab = chromium.open(page.address())) {
            tab.await("document.querySelectorAll('.tile').length === 2 && !document.querySelector('#grid').hidden");
            for (String id : new String[] {"east", "west"}) {
                assertMoves(tab, id);
            }

            tab.click(".tile[data-stream=west]");
            tab.await("!document.querySelector('#single').hidden && document.querySelector('#grid').hidden");
            tab.await(
                    "document.querySelector('#stage').width > 0 && Number(document.querySelector('#stage').dataset.frame) >= 0");
            JsonNode stage = tab.value("(() => { const r = document.querySelector('#stage').getBoundingClientRect();"
                    + " return [r.x, r.y, r.width, r.height]; })()");
            double x = stage.get(0).asDouble();
            double y = stage.get(1).asDouble();
            double width = stage.get(2).asDouble();
            double height = stage.get(3).asDouble();
            tab.drag(x + width * 0.3, y + height * 0.3, x + width * 0.5, y + height * 0.6);
            tab.await("document.querySelector('.card') !== null");
            wire.awaitEvents("west", "track.started", 1);
            wire.awaitEvents("west", "track.updated", 2);
            assertThat(wire.events("east")).noneMatch(event -> event.has("track"));

            tab.click("#all");
            tab.await("!document.querySelector('#grid').hidden");
            serving.streams().stop("east", "enough");
            tab.await("document.querySelectorAll('.tile').length === 1");
            serving.streams().start(Plans.stream("south", cameras.address("south")), Optional.empty());
            tab.await("document.querySelectorAll('.tile').length === 2");
            await().atMost(LONG)
                    .until(() -> serving.streams().named("south").running().isDone());
            // A picture may have been asked for while its stream went.
            assertThat(tab.complaints()).allMatch(one -> one.contains("/api/streams/east/"));
        }
    }

    /** What a tile shows is not what it showed a moment ago. */
    private static void assertMoves(Tab tab, String id) {
        String picture = "document.querySelector('.tile[data-stream=%s] canvas').toDataURL()".formatted(id);
        tab.await("document.querySelector('.tile[data-stream=%s] canvas').width > 1".formatted(id));
        String first = tab.value(picture).asString();
        tab.await("%s !== '%s'".formatted(picture, first));
    }
}
