package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Tracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stream that is saved in the middle and restored, held against one that nobody disturbs. */
class StreamStateTest {

    private static final int FRAMES = 24;

    private static Tracker tracker;
    private static Tracker other;

    @BeforeAll
    static void openTrackers() {
        tracker = Tracker.open();
        other = Tracker.open();
    }

    @AfterAll
    static void closeTrackers() {
        tracker.close();
        other.close();
    }

    /** With much the same boxes: regions do not travel, so that the templates of a restored target are not renewed. */
    @Test
    void restoredStreamGivesTheEventsOfOneUndisturbed() {
        List<Event> expected = undisturbed();

        StreamTracks first = started();
        List<Event> events = frames(first, tracker, 0, 12);
        StreamState state = first.save();
        Map<String, byte[]> snapshots = snapshots(first);
        StreamTracks second = new StreamTracks(state, other, track -> Optional.ofNullable(snapshots.get(track)));
        assertThat(second.save()).isEqualTo(state);
        events.addAll(frames(second, other, 12, FRAMES));
        events.addAll(second.end("end of stream"));

        assertThat(events).hasSameSizeAs(expected);
        for (int i = 0; i < events.size(); i++) {
            assertSame(events.get(i), expected.get(i), 0.95);
        }
    }

    @Test
    void anOlderSnapshotServesWithTheNewestWhereabouts() {
        List<Event> expected = undisturbed();

        StreamTracks first = started();
        List<Event> events = frames(first, tracker, 0, 3);
        Map<String, byte[]> old = snapshots(first);
        events.addAll(frames(first, tracker, 3, 12));
        StreamTracks second = new StreamTracks(first.save(), other, track -> Optional.ofNullable(old.get(track)));
        events.addAll(frames(second, other, 12, FRAMES));
        events.addAll(second.end("end of stream"));

        assertThat(events).hasSameSizeAs(expected);
        for (int i = 0; i < events.size(); i++) {
            assertSame(events.get(i), expected.get(i), 0.9);
        }
    }

    @Test
    void targetsThatCannotGoOnEndAndSayWhy() {
        StreamTracks first = started();
        frames(first, tracker, 0, 2);
        StreamTracks second = new StreamTracks(first.save(), other, track -> Optional.empty());
        List<Event> events = frames(second, other, 2, 3);
        assertThat(events).extracting(Event::id).containsExactly("gate/1/2", "gate/car/2");
        TrackEvent ended = (TrackEvent) events.get(0);
        assertThat(ended.type()).isEqualTo(EventType.TRACK_ENDED);
        assertThat(ended.at().index()).isEqualTo(1);
        assertThat(ended.reason().orElseThrow()).contains("snapshot");
    }

    @Test
    void aStreamBeforeItsFirstFrameCanBeSavedToo() {
        StreamTracks tracks =
                new StreamTracks(new StreamTracks("gate", tracker, 7).save(), tracker, track -> Optional.empty());
        assertThat(frames(tracks, tracker, 0, 1)).extracting(Event::id).containsExactly("gate//7");
    }

    private static List<Event> undisturbed() {
        StreamTracks tracks = started();
        List<Event> events = frames(tracks, tracker, 0, FRAMES);
        events.addAll(tracks.end("end of stream"));
        return events;
    }

    private static StreamTracks started() {
        StreamTracks tracks = new StreamTracks("gate", tracker, 0);
        tracks.start(StartTarget.at(Clip.truth(0)));
        tracks.start(new StartTarget(Clip.truth(0), Optional.of("car"), Optional.of("red"), Optional.empty()));
        return tracks;
    }

    private static List<Event> frames(StreamTracks tracks, Tracker with, int from, int to) {
        List<Event> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.addAll(tracks.finish(with.update(tracks.begin(ClipSource.frame(i)))));
        }
        return events;
    }

    private static Map<String, byte[]> snapshots(StreamTracks tracks) {
        Map<String, byte[]> snapshots = new HashMap<>();
        tracks.views().forEach(view -> snapshots.put(view.track(), view.target().snapshot()));
        return snapshots;
    }

    private static void assertSame(Event event, Event expected, double overlap) {
        assertThat(event.id()).isEqualTo(expected.id());
        assertThat(event.type()).isEqualTo(expected.type());
        assertThat(event.at()).isEqualTo(expected.at());
        if (event instanceof TrackEvent track && expected instanceof TrackEvent same) {
            assertThat(track.status()).isEqualTo(same.status());
            assertThat(track.label()).isEqualTo(same.label());
            assertThat(track.box()).isPresent();
            assertThat(track.box().get().iou(same.box().orElseThrow())).isGreaterThan(overlap);
        }
    }
}
