package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A sequence that is known by name and read on demand, so that a broken one can be reported by its name.
 *
 * @param name the sequence's name
 * @param reader reads the annotation; throws a {@link TwintrackException} that names what is wrong
 */
public record SequenceRef(String name, Supplier<Sequence> reader) {

    /** A sequence that is in memory already. */
    public static SequenceRef of(Sequence sequence) {
        return new SequenceRef(sequence.name(), () -> sequence);
    }

    /** A sequence whose truth is not where it should be: it fails when it is read. */
    static SequenceRef withoutTruth(Path truthFile) {
        return new SequenceRef(Folder.fileName(truthFile.getParent()), () -> {
            throw missing(truthFile);
        });
    }

    static TwintrackException missing(Path truthFile) {
        return new TwintrackException("%s is missing or empty: every sequence needs its truth".formatted(truthFile));
    }

    /**
     * Reads the annotation.
     *
     * @throws TwintrackException when it is missing or damaged
     */
    public Sequence read() {
        return reader.get();
    }
}
