package dev.twintrack.streams.observe;

import dev.twintrack.streams.observe.StateLog.Change;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * While this is open, what libraries say goes into the log: lines on Java's error stream, where SLF4J's simple logger
 * writes, and records of {@code java.util.logging}. Who has had a writer on the error stream before, as the command line
 * has, still has it. What a library's native code writes by itself stays where it is. Safe for any thread.
 */
final class LibraryLog implements AutoCloseable {

    static final String WHAT = "library";

    private static final Pattern LEVELED =
            Pattern.compile("(TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - (.*)", Pattern.DOTALL);
    private static final Pattern TRACE = Pattern.compile("\\s+(at |\\.\\.\\. ).*");

    private final StateLog log;
    private final PrintStream before;
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Handler[] handlers = root.getHandlers();
    private final Handler mine = new Records();

    LibraryLog(StateLog log) {
        this.log = log;
        this.before = System.err;
        System.setErr(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
        Arrays.stream(handlers).forEach(root::removeHandler);
        root.addHandler(mine);
    }

    @Override
    public void close() {
        System.setErr(before);
        root.removeHandler(mine);
        Arrays.stream(handlers).forEach(root::addHandler);
    }

    /** A line, without where in a program it comes from. */
    private void tell(String line) {
        if (line.isBlank() || TRACE.matcher(line).matches()) {
            return;
        }
        Matcher leveled = LEVELED.matcher(line);
        log.tell(
                leveled.matches()
                        ? Change.of(
                                WHAT + "." + leveled.group(1).toLowerCase(Locale.ROOT),
                                leveled.group(2) + ": " + leveled.group(3))
                        : Change.of(WHAT, line.strip()));
    }

    /** Bytes to lines. */
    private final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int next) {
            if (next != '\n') {
                line.write(next);
                return;
            }
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            tell(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }

    /** Records of {@code java.util.logging}. */
    private final class Records extends Handler {

        private final SimpleFormatter words = new SimpleFormatter();

        @Override
        public void publish(LogRecord said) {
            if (isLoggable(said)) {
                String thrown = said.getThrown() == null ? "" : ": " + said.getThrown();
                log.tell(Change.of(
                        WHAT + "." + level(said.getLevel()),
                        said.getLoggerName() + ": " + words.formatMessage(said) + thrown));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        private static String level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "error";
            }
            return level.intValue() >= Level.WARNING.intValue() ? "warn" : "info";
        }
    }
}
