package dev.twintrack.training.loop;

/** Takes a run's log lines: to a file, a chart, a console. Called by the loop's thread. */
public interface RunLog extends AutoCloseable {

    void write(LogEntry entry);

    /** Called after every step, for those who show how far the run is. */
    default void stepped(long step, int samples) {}

    @Override
    default void close() {}
}
