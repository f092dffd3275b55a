package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The log as a table for spreadsheets: {@code step,phase,name,value}, one value a row. Made anew from the lines it is
 * opened with, so that a resumed run has no row twice.
 */
public final class CsvLog implements RunLog {

    private static final String HEAD = "step,phase,name,value";

    private final Path file;

    private CsvLog(Path file) {
        this.file = file;
    }

    /** @param before what an earlier part of the run logged */
    public static CsvLog open(Path file, List<LogEntry> before) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        before.forEach(entry -> lines.addAll(rows(entry)));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new TwintrackException("cannot write log %s: check the folder".formatted(file), e);
        }
        return new CsvLog(file);
    }

    @Override
    public void write(LogEntry entry) {
        try {
            Files.write(file, rows(entry), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TwintrackException("cannot write log %s: check the free space".formatted(file), e);
        }
    }

    private static List<String> rows(LogEntry entry) {
        List<String> rows = new ArrayList<>();
        for (Map<String, Double> values : List.of(entry.values(), entry.timing())) {
            values.forEach((name, value) ->
                    rows.add(String.format(Locale.ROOT, "%d,%s,%s,%s", entry.step(), entry.phase(), name, value)));
        }
        return rows;
    }
}
