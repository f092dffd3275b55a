package dev.twintrack.streams.page;

import static dev.twintrack.streams.page.Hand.FRAME;
import static dev.twintrack.streams.page.Hand.clickOn;
import static dev.twintrack.streams.page.Hand.drawAround;
import static dev.twintrack.streams.page.Hand.jumpTo;
import static dev.twintrack.streams.page.Hand.ready;
import static dev.twintrack.streams.page.Hand.settle;
import static dev.twintrack.streams.page.Hand.shownBox;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Tracker;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TrackEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page in a real browser, on a real clip: what people do with it, and what they see. */
class LivePageBrowserTest {

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static Path clip;
    private static Tracker tracker;

    @BeforeAll
    static void open() {
        chromium = Chromium.start(folder.resolve("profile"));
        clip = Parcel.write(folder.resolve("parcel.mp4"), 250);
        tracker = Tracker.open();
    }

    @AfterAll
    static void close() {
        if (tracker != null) {
            tracker.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aDraggedBoxIsFollowedRenamedAndStoppedAndKafkaHearsOfIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "events");
            try (Sink kafka = Sink.toKafka(topic);
                    Showing showing = new Showing(clip, tracker, kafka);
                    Tab tab = chromium.open(showing.address())) {
                drawAround(tab, 0);
                tab.await("document.querySelector('.card')?.dataset.status === 'tracking'");
                assertThat(shownBox(tab).iou(Parcel.truth(0))).isGreaterThan(0.9);

                tab.click("#play");
                tab.await(FRAME + " >= 20");
                tab.click("#play");
                settle(tab);
                int frame = tab.value(FRAME).asInt();
                assertThat(shownBox(tab).iou(Parcel.truth(frame))).isGreaterThan(0.5);
                assertThat(colourOfTheBoxOnThePicture(tab)).isEqualTo("240,228,66");

                tab.click("#panel [data-deed=rename]");
                tab.value("document.querySelector('#label').value = 'parcel'");
                tab.click("#renaming button[value=yes]");
                tab.await("document.querySelector('.card .name').textContent === '1 parcel'");

                clickOn(tab, shownBox(tab));
                tab.await("!document.querySelector('#bubble').hidden");
                tab.click("#bubble [data-deed=stop]");
                tab.await("document.querySelector('.card').dataset.status === 'ended'");
                assertThat(tab.complaints()).isEmpty();
                showing.end();
            }
            assertThat(lifeOf(topic, "parcel"))
                    .containsExactly(
                            EventType.STREAM_STARTED,
                            EventType.TRACK_STARTED,
                            EventType.TRACK_ENDED,
                            EventType.STREAM_ENDED);
        }
    }

    @Test
    void aReloadInTheMiddleBringsThePastBack() throws Exception {
        try (Showing showing = new Showing(clip, tracker);
                Tab tab = chromium.open(showing.address())) {
            drawAround(tab, 0);
            tab.click("#play");
            tab.await(FRAME + " >= 10");
            tab.click("#play");
            settle(tab);
            String before =
                    tab.value("document.querySelector('.card').dataset.box").asString();
            tab.reload();
            tab.await("document.querySelector('.card')?.dataset.box === '%s'".formatted(before));
            tab.click(".card");
            tab.await("document.querySelector('#template').naturalWidth > 0");
        }
    }

    @Test
    void twoBrowsersSeeAndStopTheSameTarget() throws Exception {
        try (Showing showing = new Showing(clip, tracker);
                Tab one = chromium.open(showing.address());
                Tab two = chromium.open(showing.address())) {
            ready(two);
            drawAround(one, 0);
            one.await("document.querySelector('.card')?.dataset.status === 'tracking'");
            two.await("document.querySelector('.card')?.dataset.status === 'tracking'");
            assertThat(shownBox(two)).isEqualTo(shownBox(one));
            two.click(".card");
            two.click("#panel [data-deed=stop]");
            one.await("document.querySelector('.card').dataset.status === 'ended'");
        }
    }

    @Test
    void keysStepLookBackAndStartABox() throws Exception {
        try (Showing showing = new Showing(clip, tracker);
                Tab tab = chromium.open(showing.address())) {
            ready(tab);
            for (int frame = 1; frame <= 3; frame++) {
                tab.key("ArrowRight");
                tab.await(FRAME + " === " + frame);
            }
            tab.key("ArrowLeft");
            tab.await(FRAME + " === 2 && !document.querySelector('#review').hidden");
            tab.key("Escape");
            tab.await(FRAME + " === 3 && document.querySelector('#review').hidden");
            tab.key("b");
            tab.key("ArrowRight");
            tab.key("Enter");
            tab.await("document.querySelector('.card')?.dataset.status === 'tracking'");
            tab.key("1");
            tab.await("!document.querySelector('#panel').hidden");
            tab.key("Delete");
            tab.await("document.querySelector('.card').dataset.status === 'ended'");
        }
    }

    @Test
    void aBoxDrawnInThePastIsFollowedFromThere() throws Exception {
        try (Showing showing = new Showing(clip, tracker);
                Tab tab = chromium.open(showing.address())) {
            ready(tab);
            tab.value(jumpTo(60));
            tab.await(FRAME + " === 60");
            tab.value(jumpTo(30));
            tab.await(FRAME + " === 30");
            drawAround(tab, 30);
            tab.await("document.querySelector('.card')?.dataset.status === 'tracking'");
            TrackEvent first = showing.stream.history().tracks().get(0);
            assertThat(first.type()).isEqualTo(EventType.TRACK_STARTED);
            assertThat(first.at().index()).isEqualTo(30);
            assertThat(first.box().orElseThrow().iou(Parcel.truth(30))).isGreaterThan(0.9);
        }
    }

    @Test
    void severalStreamsAreAGridOfWhichOneClickEnlarges() throws Exception {
        try (Showing left = new Showing(clip, tracker);
                Showing right = new Showing(left.page, "second", clip, tracker);
                Tab tab = chromium.open(left.address())) {
            tab.await("document.querySelectorAll('.tile').length === 2 && !document.querySelector('#grid').hidden");
            tab.await("document.querySelector('[data-stream=second] canvas').dataset.frame === '0'");
            tab.click("[data-stream=second]");
            tab.await("!document.querySelector('#single').hidden");
            drawAround(tab, 0);
            tab.await("document.querySelector('.card')?.dataset.status === 'tracking'");
            assertThat(right.stream.history().alive()).containsExactly("1");
            assertThat(left.stream.history().alive()).isEmpty();
            tab.click("#all");
            tab.await("!document.querySelector('#grid').hidden");
        }
    }

    @Test
    void nothingStandsOverTheEdgeOfAPhone() throws Exception {
        try (Showing showing = new Showing(clip, tracker);
                Tab tab = chromium.open(showing.address())) {
            tab.size(375, 720, true);
            drawAround(tab, 0);
            tab.await("document.querySelector('.card')?.dataset.status === 'tracking'");
            tab.await("document.querySelector('#stage').clientWidth < 375");
            JsonNode over = tab.value("[...document.querySelectorAll('main, main *, header *')]"
                    + ".filter(e => e.getClientRects().length && e.getBoundingClientRect().right > 375.5)"
                    + ".map(e => e.outerHTML.slice(0, 120))");
            assertThat(over.toString()).isEqualTo("[]");
            assertThat(tab.value("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(375);
        }
    }

    @Test
    void everythingToPressHasAName() throws Exception {
        try (Showing showing = new Showing(clip, tracker);
                Tab tab = chromium.open(showing.address())) {
            ready(tab);
            JsonNode nameless = tab.value("[...document.querySelectorAll('button, a, input, select, [role=img]')]"
                    + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length))"
                    + ".map(e => e.outerHTML)");
            assertThat(nameless.toString()).isEqualTo("[]");
        }
    }

    /** Of the canvas's pixel in the middle of the left edge of the box that the page says it shows. */
    private static String colourOfTheBoxOnThePicture(Tab tab) {
        return tab.value("""
                        (() => {
                          const stage = document.querySelector('#stage');
                          const [x, y, , h] = document.querySelector('.card').dataset.box.split(',').map(Number);
                          const scale = Math.min(stage.clientWidth / %d, stage.clientHeight / %d);
                          const left = (stage.clientWidth - %d * scale) / 2;
                          const pen = stage.getContext('2d');
                          const p = pen.getImageData(Math.round(left + x * scale - 0.5), Math.round((y + h / 2) * scale), 1, 1).data;
                          return [p[0], p[1], p[2]].join(',');
                        })()""".formatted(Parcel.WIDTH, Parcel.HEIGHT, Parcel.WIDTH))
                .asString();
    }

    /** The events of a topic up to the stream's end, without the updates between. */
    private static List<EventType> lifeOf(KafkaTopic topic, String stream) {
        List<EventType> life = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                topic.bootstrapServers(),
                "group.id",
                "page-test",
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic.name()));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!life.contains(EventType.STREAM_ENDED) && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Event event = EventJson.read(record.value());
                    assertThat(event.stream()).isEqualTo(stream);
                    if (!event.type().droppable()) {
                        life.add(event.type());
                    }
                });
            }
        }
        return life;
    }
}
