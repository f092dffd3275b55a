package dev.twintrack.training.loop;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows a person how far the run is: a line each log line and, on a terminal, a bar with the time that is left. */
public final class ConsoleLog implements RunLog {

    private final PrintWriter out;
    private final long steps;
    private final ProgressBar bar;

    private ConsoleLog(PrintWriter out, long steps, ProgressBar bar) {
        this.out = out;
        this.steps = steps;
        this.bar = bar;
    }

    /**
     * A log on a console.
     *
     * @param step steps taken already
     * @param steps steps of the whole run
     * @param terminal whether a bar can be drawn
     */
    public static ConsoleLog open(PrintWriter out, long step, long steps, boolean terminal) {
        return new ConsoleLog(out, steps, terminal ? bar(step, steps) : null);
    }

    private static ProgressBar bar(long step, long steps) {
        return new ProgressBarBuilder()
                .setTaskName("train")
                .setInitialMax(steps)
                .startsFrom(step, Duration.ZERO)
                .setUnit(" steps", 1)
                .build();
    }

    @Override
    public void write(LogEntry entry) {
        StringBuilder line = new StringBuilder("%s %d/%d".formatted(entry.phase(), entry.step(), steps));
        entry.values().forEach((name, value) -> line.append(String.format(Locale.ROOT, "  %s %.4g", name, value)));
        Double rate = entry.timing().get("pairsPerSecond");
        if (rate != null) {
            line.append(String.format(
                    Locale.ROOT,
                    "  %.1f pairs/s  %.0f %% waiting for data",
                    rate,
                    entry.timing().get("dataPercent")));
            if (bar != null) {
                bar.setExtraMessage(String.format(Locale.ROOT, " %.1f pairs/s", rate));
            }
        }
        out.println(line);
        out.flush();
    }

    @Override
    public void stepped(long step, int samples) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
