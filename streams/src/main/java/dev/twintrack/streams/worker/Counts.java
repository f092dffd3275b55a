package dev.twintrack.streams.worker;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What a worker has done and left out. Safe for any thread. */
final class Counts {

    enum Kind {
        /** Frames that were looked at. */
        FRAMES,
        /** Targets looked for in them. */
        LOOKS,
        /** Runs of the encoder that took. */
        BATCHES,
        /** Frames left out since a newer one was at hand. */
        STALE,
        /** Pictures that could not be decoded or searched. */
        UNDECODABLE,
        /** Records that are no frame and no command. */
        GARBAGE,
        /** Commands that could not be granted. */
        REFUSED,
        /** Streams taken up from the store. */
        RESUMED
    }

    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

    Counts() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    void add(Kind kind, long more) {
        counts.get(kind).add(more);
    }

    void add(Kind kind) {
        add(kind, 1);
    }

    long of(Kind kind) {
        return counts.get(kind).sum();
    }

    /** All of them on one line. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + " "
                        + entry.getValue().sum())
                .collect(Collectors.joining(", "));
    }
}
