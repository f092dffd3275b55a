package dev.twintrack.training.loop;

/** Takes a run's log lines: to a file, a chart, a console. Called by the loop's thread. */
public interface RunLog extends AutoCloseable {

    void write(LogEntry entry);

    /** Called after every step, for those who show how far the run is. */
    default void stepped(long step, int samples) {}

    @Override
    default void close() {}

    /** One log that writes to all of these. */
    static RunLog all(RunLog... logs) {
        return new RunLog() {
            @Override
            public void write(LogEntry entry) {
                for (RunLog log : logs) {
                    log.write(entry);
                }
            }

            @Override
            public void stepped(long step, int samples) {
                for (RunLog log : logs) {
                    log.stepped(step, samples);
                }
            }

            @Override
            public void close() {
                for (RunLog log : logs) {
                    log.close();
                }
            }
        };
    }
}
