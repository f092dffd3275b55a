package dev.twintrack.training.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Small tables that a data set's authors publish beside the data and not in it: a line a sequence, {@code name,value}. */
final class Facts {

    private Facts() {}

    /** The values of a table in this package's resources, by {@linkplain ResultFolder#key(String) key} of the sequence. */
    static Map<String, String> read(String resource) {
        try (InputStream in = Facts.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", 2))
                    .collect(Collectors.toMap(parts -> ResultFolder.key(parts[0]), parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
