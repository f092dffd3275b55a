package dev.twintrack.training.evaluate;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar over the frames of each sequence, on a terminal only; sequences that fail are told in any case. */
final class ProgressLine implements Benchmark.Watcher, AutoCloseable {

    private final PrintWriter errors;
    private final boolean terminal;
    private ProgressBar bar;

    ProgressLine(PrintWriter errors, boolean terminal) {
        this.errors = errors;
        this.terminal = terminal;
    }

    @Override
    public IntConsumer begin(String tracker, String sequence, int frames) {
        close();
        if (!terminal) {
            return done -> {};
        }
        bar = new ProgressBarBuilder()
                .setTaskName("%s %s".formatted(tracker, sequence))
                .setInitialMax(frames)
                .build();
        return done -> bar.stepTo(done + 1L);
    }

    @Override
    public void failed(String tracker, String sequence, String reason) {
        close();
        errors.printf("%s on %s: %s%n", tracker, sequence, reason);
        errors.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
