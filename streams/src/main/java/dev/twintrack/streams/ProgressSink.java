package dev.twintrack.streams;

import java.io.Console;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on the terminal: frames, frames a second, time left where the length is known. */
public final class ProgressSink implements Sink {

    private final ProgressBar bar;

    public ProgressSink(SourceInfo source) {
        bar = new ProgressBarBuilder()
                .setTaskName("frames")
                .setInitialMax(source.frameCount().orElse(-1))
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .build();
    }

    /** Whether somebody looks on: both ends of the process are a terminal. */
    public static boolean wanted() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there may be a console without a terminal, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
