package dev.twintrack.training;

import dev.twintrack.Box;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.Footage;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.data.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A stretch of a video with one object that is in sight at its beginning.
 *
 * @param name data set, sequence and track
 * @param footage the whole video
 * @param truth the object's box by frame index; the first one starts the tracker
 * @param last index of the stretch's last frame
 */
record Clip(String name, Footage footage, NavigableMap<Integer, Box> truth, int last) {

    int first() {
        return truth.firstKey();
    }

    /** Stretches of the videos of one part of the sources, each of its longest track, from its first box on. */
    static List<Clip> of(List<DataSource> sources, Split split, double heldBack, int most, int length) {
        List<Clip> clips = new ArrayList<>();
        for (DataSource source : sources) {
            for (Sequence sequence : source.format().read(source.path(), new Skips())) {
                if (sequence.footage().moving() && split.has(source.name(), sequence.name(), heldBack)) {
                    sequence.tracks().stream()
                            .max(Comparator.comparingInt(track -> track.boxes().size()))
                            .map(track -> of(source.name(), sequence, track, length))
                            .ifPresent(clips::add);
                }
                if (clips.size() >= most) {
                    return clips;
                }
            }
        }
        return clips;
    }

    /** A stretch of a track of at most so many frames. */
    static Clip of(String dataset, Sequence sequence, Track track, int length) {
        int last = Math.min(
                track.boxes().firstKey() + length - 1,
                track.absent().isEmpty()
                        ? track.boxes().lastKey()
                        : Math.max(track.boxes().lastKey(), track.absent().last()));
        return new Clip(
                "%s/%s/%d".formatted(dataset, sequence.name(), track.id()),
                sequence.footage(),
                new TreeMap<>(track.boxes().headMap(last, true)),
                last);
    }
}
