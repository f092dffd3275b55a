package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns one sequence into patches: chooses frames, decodes it once, filters, cuts. */
final class Preparation {

    private final StoreOptions options;

    Preparation(StoreOptions options) {
        this.options = options;
    }

    /** Writes the sequence's patches and its index line, all or nothing. */
    void prepare(String dataset, Sequence sequence, StoreWriter writer) {
        Skips skips = new Skips();
        TreeMap<Integer, List<Track>> plan = plan(sequence);
        List<Patch> patches = new ArrayList<>();
        NavigableSet<Integer> wanted = plan.navigableKeySet();
        int read = sequence.frames().read(wanted, (index, frame) -> {
            try (PatchCutter cutter = new PatchCutter(frame)) {
                for (Track track : plan.get(index)) {
                    patch(sequence, track, index, frame, cutter, writer, skips).ifPresent(patches::add);
                }
            }
        });
        skips.add("frame unreadable", wanted.size() - read);
        patches.sort(Comparator.comparingInt(Patch::track).thenComparingInt(Patch::frame));
        writer.commit(
                new StoredSequence(dataset, sequence.name(), sequence.frames().moving(), patches, skips.counts()));
    }

    /** Which tracks to cut in which frame. */
    private TreeMap<Integer, List<Track>> plan(Sequence sequence) {
        TreeMap<Integer, List<Track>> plan = new TreeMap<>();
        for (Track track : sequence.tracks()) {
            for (int frame : spread(track.boxes().navigableKeySet())) {
                plan.computeIfAbsent(frame, f -> new ArrayList<>()).add(track);
            }
        }
        return plan;
    }

    private NavigableSet<Integer> spread(NavigableSet<Integer> frames) {
        if (frames.size() <= options.maxFrames()) {
            return frames;
        }
        List<Integer> all = List.copyOf(frames);
        NavigableSet<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < options.maxFrames(); i++) {
            chosen.add(all.get((int) ((long) i * all.size() / options.maxFrames())));
        }
        return chosen;
    }

    private Optional<Patch> patch(
            Sequence sequence,
            Track track,
            int index,
            Frame frame,
            PatchCutter cutter,
            StoreWriter writer,
            Skips skips) {
        Box box = track.boxes().get(index);
        Optional<String> reason = options.filter().reject(box, frame.width(), frame.height());
        if (reason.isPresent()) {
            skips.add(reason.get());
            return Optional.empty();
        }
        PatchCutter.Cut cut = cutter.around(box, options);
        List<Neighbour> others = new ArrayList<>();
        for (Track other : sequence.tracks()) {
            Box at = other.boxes().get(index);
            if (other.id() != track.id()
                    && at != null
                    && at.intersection(cut.region()).area() > 0) {
                others.add(new Neighbour(other.id(), other.label(), cut.inside(at)));
            }
        }
        StoreWriter.Place place = writer.append(cut.bgr());
        return Optional.of(new Patch(
                track.id(),
                track.label(),
                index,
                place.shard(),
                place.offset(),
                cut.width(),
                cut.height(),
                cut.region(),
                cut.inside(box),
                Crop.border(frame),
                others));
    }
}
