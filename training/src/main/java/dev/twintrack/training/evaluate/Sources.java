package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** The trackers of one benchmark, each under a name of its own. Close it to free what live trackers hold. */
final class Sources implements AutoCloseable {

    private final List<TakeSource> all = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Adds a tracker; a second one of the same name gets a number. */
    void add(TakeSource source) {
        String name = source.tracker();
        for (int number = 2; !names.add(name); number++) {
            name = "%s-%d".formatted(source.tracker(), number);
        }
        all.add(name.equals(source.tracker()) ? source : new Renamed(name, source));
    }

    List<TakeSource> all() {
        return all;
    }

    @Override
    public void close() {
        all.forEach(TakeSource::close);
    }

    /** A source under another name. */
    private record Renamed(String tracker, TakeSource source) implements TakeSource {

        @Override
        public List<Take> takes(Sequence sequence, IntConsumer frames) {
            return source.takes(sequence, frames);
        }

        @Override
        public List<String> notes() {
            return source.notes();
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
