package dev.twintrack.training.tune;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.training.data.Misfit;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Track;
import dev.twintrack.training.data.VideoChoice.Video;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A stretch of a video in memory, with one object that is in sight at its beginning.
 *
 * @param name data set and sequence
 * @param frames from the object's first frame on
 * @param start the box to start from in the first of them
 * @param truth the object's box by index into {@code frames}; no entry where it is out of sight
 */
record RehearsalClip(String name, List<Frame> frames, Box start, NavigableMap<Integer, Box> truth) {

    /** Started from the box that fits. */
    RehearsalClip(String name, List<Frame> frames, NavigableMap<Integer, Box> truth) {
        this(name, frames, truth.get(0), truth);
    }

    /** The same, started from a box that does not fit. */
    RehearsalClip startedWith(Misfit misfit) {
        return new RehearsalClip(name, frames, misfit.of(truth.get(0)), truth);
    }

    /** Each video with its longest track, at most {@code length} frames of it. */
    static List<RehearsalClip> longest(List<Video> videos, int length) {
        List<RehearsalClip> clips = new ArrayList<>();
        for (Video video : videos) {
            video.sequence().tracks().stream()
                    .max(Comparator.comparingInt(track -> track.boxes().size()))
                    .map(track -> of(video.name(), video.sequence(), track, length))
                    .filter(clip -> clip.frames().size() > 1)
                    .ifPresent(clips::add);
        }
        return clips;
    }

    private static RehearsalClip of(String name, Sequence sequence, Track track, int length) {
        int first = track.boxes().firstKey();
        int last = Math.min(first + length - 1, track.boxes().lastKey());
        TreeSet<Integer> wanted = new TreeSet<>();
        for (int index = first; index <= last; index++) {
            if (track.knows(index)) {
                wanted.add(index);
            }
        }
        List<Frame> frames = new ArrayList<>();
        NavigableMap<Integer, Box> truth = new TreeMap<>();
        sequence.footage().read(wanted, (index, frame) -> {
            if (track.boxes().containsKey(index)) {
                truth.put(frames.size(), track.boxes().get(index));
            }
            if (!truth.isEmpty()) {
                frames.add(frame);
            }
        });
        return new RehearsalClip(name, frames, truth);
    }
}
