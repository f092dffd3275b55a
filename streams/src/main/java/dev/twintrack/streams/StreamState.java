package dev.twintrack.streams;

import dev.twintrack.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about a stream between two frames but what its targets look like: enough, with their snapshots, to go on
 * elsewhere. Made by {@link StreamTracks#save()}; small, since every frame changes it. Open wishes are not part of it.
 *
 * @param stream the stream's name
 * @param firstSequence the number of the first event of each target
 * @param sequence the number of the stream's next own event
 * @param lastNumber the last number that a target without a name got
 * @param at the last frame; empty before the first
 * @param continued the number of the next event of targets that have ended, should they be started again
 * @param targets those alive, in the order of their starts
 */
public record StreamState(
        String stream,
        long firstSequence,
        long sequence,
        int lastNumber,
        Optional<FrameStamp> at,
        Map<String, Long> continued,
        List<LiveTarget> targets) {

    public StreamState {
        continued = Map.copyOf(continued);
        targets = List.copyOf(targets);
    }

    /**
     * A target that lives.
     *
     * @param track its name within the stream
     * @param label what its user calls it
     * @param sequence the number of its next event
     * @param seen the last frame it was looked for in
     * @param estimate what that frame said
     * @param whereabouts see {@link dev.twintrack.Target#whereabouts()}
     */
    public record LiveTarget(
            String track,
            Optional<String> label,
            long sequence,
            FrameStamp seen,
            Estimate estimate,
            String whereabouts) {}
}
