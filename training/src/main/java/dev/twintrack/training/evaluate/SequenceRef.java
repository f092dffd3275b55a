package dev.twintrack.training.evaluate;

import java.util.function.Supplier;

/**
 * A sequence that is known by name and read on demand, so that a broken one can be reported by its name.
 *
 * @param name the sequence's name
 * @param reader reads the annotation; throws a {@link dev.twintrack.TwintrackException} that names what is wrong
 */
public record SequenceRef(String name, Supplier<Sequence> reader) {

    /** A sequence that is in memory already. */
    public static SequenceRef of(Sequence sequence) {
        return new SequenceRef(sequence.name(), () -> sequence);
    }

    public Sequence read() {
        return reader.get();
    }
}
