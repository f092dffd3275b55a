package dev.twintrack.training.evaluate;

import java.util.List;
import java.util.function.IntConsumer;

/** Where the takes of one tracker come from: it is run, or its result files are read. */
interface TakeSource extends AutoCloseable {

    /** The tracker's name. */
    String tracker();

    /**
     * The takes of a sequence, at least one.
     *
     * @param frames is told how many frames are done, as they are done
     * @throws dev.twintrack.TwintrackException when there is no result, with the reason
     */
    List<Take> takes(Sequence sequence, IntConsumer frames);

    /** What a reader must know about the takes as a whole. */
    default List<String> notes() {
        return List.of();
    }

    @Override
    default void close() {}
}
