package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws tracks: a data set by its weight, then a track of it, all equally likely. Immutable. */
final class Mixture {

    /** A drawn track and how far apart its crops may be, in frames. */
    record Draw(StoredTrack track, int maxGap) {}

    private static final int DEFAULT_GAP = 100;

    private final List<Share> shares;
    private final TrackPool pool;
    private final double total;

    Mixture(List<Share> shares, TrackPool pool) {
        this.pool = pool;
        this.shares = shares.isEmpty()
                ? pool.byDataset().keySet().stream()
                        .map(name -> new Share(name, 1, DEFAULT_GAP))
                        .toList()
                : shares;
        for (Share share : this.shares) {
            if (!pool.byDataset().containsKey(share.dataset())) {
                throw new TwintrackException("data set '%s' is not in the crop store: it has %s"
                        .formatted(share.dataset(), pool.byDataset().keySet()));
            }
        }
        this.total = this.shares.stream().mapToDouble(Share::weight).sum();
    }

    /** Whether tracks of a data set are drawn at all. */
    boolean weighs(String dataset) {
        return shares.stream().anyMatch(share -> share.dataset().equals(dataset) && share.weight() > 0);
    }

    Draw draw(RandomGenerator random) {
        double at = random.nextDouble() * total;
        int chosen = 0;
        while (chosen < shares.size() - 1 && at >= shares.get(chosen).weight()) {
            at -= shares.get(chosen).weight();
            chosen++;
        }
        Share share = shares.get(chosen);
        List<StoredTrack> tracks = pool.byDataset().get(share.dataset());
        return new Draw(tracks.get(random.nextInt(tracks.size())), share.maxGap());
    }
}
