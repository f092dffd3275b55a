package dev.twintrack.streams.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.TrackEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to a recording: it pauses, steps, jumps, and can be kept with its targets drawn in. */
class RecordedOrderTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int FRAMES = 20;

    @TempDir
    Path folder;

    private Tracker tracker;
    private Showing showing;
    private PageStream stream;

    @BeforeEach
    void open() {
        tracker = Tracker.open();
        showing = new Showing(Parcel.write(folder.resolve("parcel.mp4"), FRAMES), tracker);
        stream = showing.stream;
        Awaitility.await().atMost(LONG).until(() -> stream.last().isPresent());
    }

    @AfterEach
    void close() {
        showing.close();
        tracker.close();
    }

    @Test
    void theFirstFrameIsHeldAndAStepIsOneFrame() {
        assertThat(stream.state().frame()).isZero();
        assertThat(stream.state().paused()).isTrue();
        order("step");
        order("step");
        assertThat(stream.state().frame()).isEqualTo(2);
    }

    @Test
    void aJumpBackStartsTargetsAnewFromWhereTheyWere() {
        start();
        for (int i = 0; i < 6; i++) {
            order("step");
        }
        Box onTheThird = boxOn(3);
        jump(3);
        assertThat(stream.state().frame()).isEqualTo(3);
        assertThat(boxOn(3)).isEqualTo(onTheThird);
        assertThat(stream.history().alive()).containsExactly("1");
        List<EventType> told = stream.history().events().stream()
                .filter(event -> event.at().index() == 3)
                .map(Event::type)
                .toList();
        assertThat(told).containsExactly(EventType.STREAM_GAP, EventType.TRACK_STARTED);
    }

    @Test
    void aJumpForwardKeepsTheTargets() {
        start();
        jump(12);
        assertThat(stream.state().frame()).isEqualTo(12);
        assertThat(stream.history().alive()).containsExactly("1");
        assertThatThrownBy(() -> jump(FRAMES))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("no frame " + FRAMES);
    }

    @Test
    void afterTheLastFrameItWaitsAndCanBePlayedAgain() {
        jump(FRAMES - 1);
        assertThat(stream.state().atEnd()).isTrue();
        assertThat(stream.state().ended()).isFalse();
        // So slowly that it cannot be at its end again before anybody has looked.
        order("speed", Optional.of(0.02));
        order("resume");
        Awaitility.await().atMost(LONG).until(() -> stream.state().frame() < FRAMES - 1);
    }

    @Test
    void theClipCanBeKeptWithItsTargetsDrawnIn() throws Exception {
        start();
        for (int i = 0; i < 4; i++) {
            order("step");
        }
        Path kept = folder.resolve("kept.mp4");
        URI address = URI.create(showing.address() + "api/streams/parcel/export/mp4");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofFile(kept));
        int frames = 0;
        try (FrameSource source = FrameSource.open(kept.toString(), SourceOptions.defaults())) {
            while (source.next().isPresent()) {
                frames++;
            }
        }
        assertThat(frames).isEqualTo(5);
    }

    private void start() {
        stream.orders()
                .carryOut(new Order(
                        "start",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Parcel.truth(0)),
                        Optional.of(0L),
                        Optional.empty()));
        Awaitility.await().atMost(LONG).until(() -> stream.history().alive().contains("1"));
    }

    private void jump(long frame) {
        stream.orders()
                .carryOut(new Order(
                        "seek",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(frame),
                        Optional.empty()));
    }

    private void order(String action) {
        order(action, Optional.empty());
    }

    private void order(String action, Optional<Double> speed) {
        stream.orders()
                .carryOut(new Order(
                        action, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), speed));
    }

    private Box boxOn(long frame) {
        return Awaitility.await()
                .atMost(LONG)
                .until(() -> told(frame), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Box> told(long frame) {
        return stream.history().tracks().stream()
                .filter(event -> event.at().index() == frame && event.type() != EventType.TRACK_ENDED)
                .reduce((earlier, later) -> later)
                .flatMap(TrackEvent::box);
    }
}
