package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of {@link HardNegative}s, kept as JSON lines. {@code mine} writes one, {@code prepare --hard} cuts the crops into
 * a store, and {@link PairSampler#withHardNegatives} draws from that. Immutable.
 *
 * @param entries in any order
 */
public record HardNegatives(List<HardNegative> entries) {

    public HardNegatives {
        entries = List.copyOf(entries);
    }

    /** Reads a list. */
    public static HardNegatives read(Path file) {
        JsonMapper json = JsonMapper.builder().build();
        List<HardNegative> entries = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                entries.add(json.readValue(line, HardNegative.class));
            }
        } catch (IOException e) {
            throw new TwintrackException("hard negatives %s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (JacksonException e) {
            throw new TwintrackException(
                    "%s line %d is no hard negative: write the list with 'mine'".formatted(file, number), e);
        }
        return new HardNegatives(entries);
    }

    /** Writes the list, under a temporary name until it is whole. */
    public void write(Path file) {
        JsonMapper json = JsonMapper.builder().build();
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
                for (HardNegative entry : entries) {
                    writer.write(json.writeValueAsString(entry));
                    writer.newLine();
                }
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TwintrackException("hard negatives %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The entries of one sequence by frame; none where it has none. */
    Map<Integer, List<HardNegative>> of(String dataset, String sequence) {
        Map<Integer, List<HardNegative>> byFrame = new TreeMap<>();
        for (HardNegative entry : entries) {
            if (entry.dataset().equals(dataset) && entry.sequence().equals(sequence)) {
                byFrame.computeIfAbsent(entry.frame(), frame -> new ArrayList<>())
                        .add(entry);
            }
        }
        return byFrame;
    }
}
