package dev.twintrack.streams;

import java.util.ArrayList;
import java.util.List;

/** Sinks opened one by one and closed together, also when opening or closing one of them fails. */
public final class Sinks implements AutoCloseable {

    private final List<Sink> all = new ArrayList<>();

    public <S extends Sink> S add(S sink) {
        all.add(sink);
        return sink;
    }

    public List<Sink> list() {
        return List.copyOf(all);
    }

    /** What did not reach its place in any of them. */
    public List<String> losses() {
        return all.stream().flatMap(sink -> sink.losses().stream()).toList();
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (Sink sink : all) {
            try {
                sink.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
