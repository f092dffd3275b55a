package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line; the file is whole after every line. */
public final class JsonLinesLog implements RunLog {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;

    private JsonLinesLog(Path file) {
        this.file = file;
    }

    /**
     * Opens a log, keeping what an earlier part of the run wrote.
     *
     * @param step step from which the run goes on: later lines are dropped, as those steps will be taken again
     */
    public static JsonLinesLog open(Path file, long step) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            List<String> kept = new ArrayList<>();
            for (LogEntry entry : read(file)) {
                if (entry.step() <= step) {
                    kept.add(JSON.writeValueAsString(entry));
                }
            }
            Files.write(file, kept);
            return new JsonLinesLog(file);
        } catch (IOException e) {
            throw new TwintrackException("cannot write log %s: check the folder".formatted(file), e);
        }
    }

    /** The lines of a log; none when there is no such file. A last line cut short by a kill is left out. */
    public static List<LogEntry> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<LogEntry> entries = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                try {
                    entries.add(JSON.readValue(lines.get(i), LogEntry.class));
                } catch (JacksonException e) {
                    if (i < lines.size() - 1) {
                        throw new TwintrackException(
                                "%s line %d is not a log line: restore or delete the file".formatted(file, i + 1), e);
                    }
                }
            }
            return entries;
        } catch (IOException e) {
            throw new TwintrackException("cannot read log %s: give a readable file".formatted(file), e);
        }
    }

    @Override
    public void write(LogEntry entry) {
        try {
            Files.writeString(
                    file, JSON.writeValueAsString(entry) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TwintrackException("cannot write log %s: check the free space".formatted(file), e);
        }
    }
}
