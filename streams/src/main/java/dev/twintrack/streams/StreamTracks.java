package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Look;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The targets of one stream and their life. A frame goes through in two steps, so that whoever drives several streams
 * can answer the looks of all of them with one {@link Tracker#update}:
 *
 * <pre>{@code
 * List<Look> looks = tracks.begin(frame);
 * List<Event> events = tracks.finish(tracker.update(looks));
 * }</pre>
 *
 * {@link #start}, {@link #stop} and {@link #rename} may be called from any thread at any time; they are wishes, granted
 * on the next frame. Everything else belongs to the thread that drives the stream.
 */
public final class StreamTracks {

    private final String stream;
    private final Tracker tracker;
    private final long firstSequence;
    private final Wishes wishes = new Wishes();
    private final Wishes attentions = new Wishes();
    private final Map<String, LiveTrack> alive = new LinkedHashMap<>();
    private final Map<String, Long> continued = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private List<LiveTrack> looking = List.of();
    private Optional<FrameStamp> at = Optional.empty();
    private TimedFrame current;
    private long sequence;
    private int lastNumber;

    /**
     * @param stream the stream's name, without {@code /}
     * @param tracker makes the targets
     * @param firstSequence the number of the first event of the stream and of each target: 0 for what is repeatable,
     *     such as a file; something that grows from run to run for what is not, lest ids return
     */
    public StreamTracks(String stream, Tracker tracker, long firstSequence) {
        if (stream.isBlank() || stream.contains("/")) {
            throw new TwintrackException("stream name '%s' is empty or has a '/': choose another".formatted(stream));
        }
        this.stream = stream;
        this.tracker = tracker;
        this.firstSequence = firstSequence;
        this.sequence = firstSequence;
    }

    /**
     * Goes on where another left off. A target that cannot go on, such as one whose snapshot was made with another model,
     * ends with the next frame's events, and the reason says why.
     *
     * @param state what the other {@linkplain #save() saved}
     * @param snapshots gives each target's {@linkplain Target#snapshot() snapshot} by its name, of the same frame or of
     *     an older one, if there is one
     */
    public StreamTracks(StreamState state, Tracker tracker, Function<String, Optional<byte[]>> snapshots) {
        this(state.stream(), tracker, state.firstSequence());
        this.sequence = state.sequence();
        this.lastNumber = state.lastNumber();
        this.at = state.at();
        continued.putAll(state.continued());
        for (StreamState.LiveTarget saved : state.targets()) {
            try {
                byte[] snapshot = snapshots
                        .apply(saved.track())
                        .orElseThrow(() -> new TwintrackException("the target's snapshot is gone: start it anew"));
                Target target = tracker.restore(snapshot, saved.whereabouts());
                alive.put(saved.track(), new LiveTrack(stream, saved, target));
            } catch (TwintrackException e) {
                closed(saved.track(), new LiveTrack(stream, saved, null).ended(e.getMessage(), Optional.empty()));
            }
        }
    }

    /** What it takes to go on elsewhere, beside the {@linkplain Target#snapshot() snapshots} of the {@link #views()}. */
    public StreamState save() {
        List<StreamState.LiveTarget> targets =
                alive.values().stream().map(LiveTrack::save).toList();
        return new StreamState(stream, firstSequence, sequence, lastNumber, at, continued, targets);
    }

    public String stream() {
        return stream;
    }

    /**
     * Wishes for a target.
     *
     * @return its name, once it is granted; fails with a {@link TwintrackException} when the box or the name does not
     *     serve, or with a {@link java.util.concurrent.CancellationException} when the stream ends before
     */
    public CompletableFuture<String> start(StartTarget wish) {
        return wishes.add(() -> granted(wish));
    }

    /** Wishes for a target that is looked for; fails like {@link #start}, and also when it is not in sight. */
    public CompletableFuture<String> find(FindTarget wish) {
        return wishes.add(() -> granted(wish));
    }

    /** Wishes a target away; fails like {@link #start} when there is none of that name. */
    public CompletableFuture<String> stop(StopTarget wish) {
        return wishes.add(() -> granted(wish));
    }

    /**
     * Wishes for a target anew that there is already, from another box on; its name stays, and its label unless the wish
     * has another. Fails like {@link #start} and {@link #stop}, and then the target is followed as before.
     *
     * @param wish with the target's name
     */
    public CompletableFuture<String> restart(StartTarget wish) {
        return wishes.add(() -> grantedAnew(wish));
    }

    /** Wishes for another label; fails like {@link #stop}. */
    public CompletableFuture<String> rename(RenameTarget wish) {
        return wishes.add(() -> granted(wish));
    }

    /** Wishes for nothing: the answer says that the thread that drives the stream has come by {@linkplain #attend}. */
    public CompletableFuture<String> attention() {
        return attentions.add(() -> stream);
    }

    /** Gives {@link #attention}: called between two frames, when all events of the first are told. */
    public void attend() {
        attentions.grantAll();
    }

    /** Takes the next frame, grants the wishes on it and tells what the tracker is to look for. */
    public List<Look> begin(TimedFrame frame) {
        looking = List.copyOf(alive.values());
        boolean first = at.isEmpty();
        current = frame;
        at = Optional.of(frame.stamp());
        if (first) {
            tell(EventType.STREAM_STARTED, Optional.empty(), OptionalLong.empty());
        }
        frame.gap().ifPresent(gap -> tell(EventType.STREAM_GAP, Optional.of(gap.reason()), gap.missed()));
        wishes.grantAll();
        looking = looking.stream().filter(alive::containsValue).toList();
        return looking.stream()
                .map(live -> new Look(live.target(), frame.frame()))
                .toList();
    }

    /** Takes the answers to the looks of {@link #begin}, in their order, and gives every event of the frame. */
    public List<Event> finish(List<Estimate> estimates) {
        if (estimates.size() != looking.size()) {
            throw new IllegalArgumentException("%d estimates for %d looks".formatted(estimates.size(), looking.size()));
        }
        for (int i = 0; i < looking.size(); i++) {
            events.add(looking.get(i).searched(at.orElseThrow(), estimates.get(i)));
        }
        looking = List.of();
        return drained();
    }

    /** Grants wishes on the frame at hand, for a stream that is paused; nothing before the first frame. */
    public List<Event> grantNow() {
        if (current != null) {
            wishes.grantAll();
        }
        attend();
        return drained();
    }

    /** Ends every target, then the stream, and cancels open wishes. No events if there was no frame. */
    public List<Event> end(String reason) {
        wishes.close();
        attentions.close();
        if (at.isPresent()) {
            alive.values().forEach(live -> events.add(live.ended(reason, Optional.empty())));
            tell(EventType.STREAM_ENDED, Optional.of(reason), OptionalLong.empty());
        }
        alive.clear();
        return drained();
    }

    /** The targets alive, as they stand after the last frame. */
    public List<TrackView> views() {
        return alive.values().stream().map(LiveTrack::view).toList();
    }

    private String granted(StartTarget wish) {
        String track = wish.track().orElseGet(this::freeNumber);
        if (track.isBlank() || track.contains("/") || alive.containsKey(track)) {
            throw new TwintrackException(
                    "target name '%s' is taken, empty or has a '/': choose another".formatted(track));
        }
        return begun(track, wish, targetOf(wish));
    }

    private String granted(FindTarget wish) {
        Box box = tracker.seek(wish.portrait(), current.frame())
                .map(Estimate::guess)
                .orElseThrow(() ->
                        new TwintrackException("'%s' is not in sight in frame %d of stream %s: try again, or give a box"
                                .formatted(wish.label(), current.index(), stream)));
        return granted(new StartTarget(box, wish.track(), Optional.of(wish.label()), wish.command()));
    }

    private String grantedAnew(StartTarget wish) {
        String track = wish.track().orElseThrow();
        LiveTrack old = alive.get(track);
        if (old == null) {
            throw new TwintrackException("stream %s has no target '%s' to start anew".formatted(stream, track));
        }
        Target target = targetOf(wish);
        Optional<String> label = wish.label().or(() -> old.view().label());
        granted(new StopTarget(track, "started anew", wish.command()));
        return begun(track, new StartTarget(wish.box(), wish.track(), label, wish.command()), target);
    }

    private Target targetOf(StartTarget wish) {
        return tracker.start(wish.frame().orElse(current.frame()), wish.box());
    }

    private String begun(String track, StartTarget wish, Target target) {
        long first = continued.getOrDefault(track, firstSequence);
        LiveTrack live = new LiveTrack(stream, track, wish.label(), target, first);
        alive.put(track, live);
        events.add(live.started(at.orElseThrow(), wish.command()));
        return track;
    }

    private String granted(StopTarget wish) {
        LiveTrack live = alive.remove(wish.track());
        if (live == null) {
            throw new TwintrackException("stream %s has no target '%s' to stop".formatted(stream, wish.track()));
        }
        closed(wish.track(), live.ended(wish.reason(), wish.command()));
        return wish.track();
    }

    private void closed(String track, TrackEvent last) {
        events.add(last);
        continued.put(track, last.sequence() + 1);
    }

    private String granted(RenameTarget wish) {
        LiveTrack live = alive.get(wish.track());
        if (live == null) {
            throw new TwintrackException("stream %s has no target '%s' to rename".formatted(stream, wish.track()));
        }
        live.rename(wish.label());
        return wish.track();
    }

    private String freeNumber() {
        String track;
        do {
            track = Integer.toString(++lastNumber);
        } while (alive.containsKey(track));
        return track;
    }

    private void tell(EventType type, Optional<String> reason, OptionalLong missed) {
        events.add(new StreamEvent(stream, type, sequence++, at.orElseThrow(), reason, missed));
    }

    private List<Event> drained() {
        List<Event> all = List.copyOf(events);
        events.clear();
        return all;
    }
}
