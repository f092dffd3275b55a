package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a config file while it is edited, on a thread of its own: streams that were added are started, those that are
 * gone ended, those that changed ended and started anew. What a command has started or stopped stays so until its entry in
 * the file changes. An edit that cannot be read is told and changes nothing.
 */
final class FileWatch implements AutoCloseable {

    private final Path file;
    private final Streams streams;
    private final Duration period;
    private final Consumer<String> report;
    private final Thread thread;
    private ServeConfig applied;
    private Optional<String> seen = Optional.empty();
    private Optional<String> judged = Optional.empty();

    /**
     * @param applied what the file said when it was read
     * @param period time between two looks; an edit counts when two looks in a row have seen the same
     */
    FileWatch(Path file, ServeConfig applied, Streams streams, Duration period, Consumer<String> report) {
        this.file = file;
        this.applied = applied;
        this.streams = streams;
        this.period = period;
        this.report = report;
        this.thread = new Thread(this::run, "watch " + file.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(period.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            // That is what closing does.
        }
    }

    private void look() {
        Optional<String> text = Optional.of(text());
        boolean settled = text.equals(seen);
        seen = text;
        if (settled && !text.equals(judged)) {
            boolean first = judged.isEmpty();
            judged = text;
            judge(text.get(), first);
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** @param first whether it was not looked at before, and most probably says what has been applied */
    private void judge(String text, boolean first) {
        try {
            if (text.isBlank()) {
                throw new TwintrackException("%s is empty or cannot be read".formatted(file));
            }
            ServeConfig wanted = ServeConfig.parse(text, file.toString());
            if (!first || !wanted.equals(applied)) {
                apply(wanted);
            }
        } catch (TwintrackException e) {
            report.accept("%s: nothing is changed".formatted(e.getMessage()));
        }
    }

    private void apply(ServeConfig wanted) {
        if (!wanted.sameBase(applied)) {
            report.accept("%s: tracker, kafka, gallery and page change at the next start".formatted(file));
        }
        Map<String, StreamConfig> before = byId(applied);
        Map<String, StreamConfig> now = byId(wanted);
        applied = wanted;
        List<String> changes = new ArrayList<>();
        for (String id : before.keySet()) {
            if (!now.containsKey(id) && end(id, "removed from " + file.getFileName())) {
                changes.add("without " + id);
            }
        }
        for (StreamConfig stream : now.values()) {
            if (!stream.equals(before.get(stream.id()))) {
                boolean there = end(stream.id(), "changed in " + file.getFileName());
                changes.add((there ? "changed " : "new ") + stream.id());
                begin(stream);
            }
        }
        report.accept("%s read again: %s"
                .formatted(file, changes.isEmpty() ? "the streams are the same" : String.join(", ", changes)));
    }

    private void begin(StreamConfig stream) {
        try {
            streams.start(stream, Optional.empty());
        } catch (TwintrackException e) {
            report.accept("stream %s: %s".formatted(stream.id(), e.getMessage()));
        }
    }

    private boolean end(String id, String reason) {
        boolean there = streams.find(id).isPresent();
        if (there) {
            try {
                streams.stop(id, reason);
            } catch (TwintrackException e) {
                // A command was faster.
            }
        }
        return there;
    }

    private static Map<String, StreamConfig> byId(ServeConfig config) {
        Map<String, StreamConfig> streams = new LinkedHashMap<>();
        config.streams().forEach(stream -> streams.put(stream.id(), stream));
        return streams;
    }
}
