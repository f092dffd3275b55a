package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Turns one sequence into patches: plans what to cut, decodes it once, filters, cuts. */
final class Preparation {

    private final StoreOptions options;
    private final CutPlan plan;

    /**
     * @param hard where given, only the places on this list are cut
     */
    Preparation(StoreOptions options, Optional<HardNegatives> hard) {
        this.options = options;
        this.plan = new CutPlan(options.maxFrames(), hard);
    }

    /** Writes the sequence's patches and its index line, all or nothing. */
    void prepare(String dataset, Sequence sequence, StoreWriter writer) {
        Skips skips = new Skips();
        List<Track> tracks = sequence.labelled() ? sequence.tracks() : TrackFinder.find(sequence);
        TreeMap<Integer, List<CutPlan.Cut>> cuts = plan.cuts(dataset, sequence.name(), tracks);
        List<Patch> patches = new ArrayList<>();
        int read = sequence.footage().read(cuts.navigableKeySet(), (index, frame) -> {
            try (PatchCutter cutter = new PatchCutter(frame)) {
                for (CutPlan.Cut cut : cuts.get(index)) {
                    patch(cut, tracks, index, frame, cutter, writer, skips).ifPresent(patches::add);
                }
            }
        });
        skips.add("frame unreadable", cuts.size() - read);
        patches.sort(Comparator.comparingInt(Patch::track).thenComparingInt(Patch::frame));
        writer.commit(
                new StoredSequence(dataset, sequence.name(), sequence.footage().moving(), patches, skips.counts()));
    }

    private Optional<Patch> patch(
            CutPlan.Cut wanted,
            List<Track> tracks,
            int index,
            Frame frame,
            PatchCutter cutter,
            StoreWriter writer,
            Skips skips) {
        Optional<String> reason = options.filter().reject(wanted.box(), frame.width(), frame.height());
        if (reason.isPresent()) {
            skips.add(reason.get());
            return Optional.empty();
        }
        PatchCutter.Piece piece = cutter.around(wanted.box(), options);
        List<Neighbour> others = new ArrayList<>();
        for (Track other : tracks) {
            Box at = other.boxes().get(index);
            boolean itself = other.id() == wanted.track() && !wanted.wrong();
            if (!itself && at != null && at.intersection(piece.region()).area() > 0) {
                others.add(new Neighbour(other.id(), other.label(), piece.inside(at)));
            }
        }
        StoreWriter.Place place = writer.append(piece.bgr());
        return Optional.of(new Patch(
                wanted.track(),
                wanted.label(),
                index,
                place.shard(),
                place.offset(),
                piece.width(),
                piece.height(),
                piece.region(),
                piece.inside(wanted.box()),
                Crop.border(frame),
                others));
    }
}
