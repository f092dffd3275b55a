package dev.twintrack.training.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine of a measurement, in words: processor, cores, system, Java. */
final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() {
        int cores = Runtime.getRuntime().availableProcessors();
        return "%s, %s, %s, Java %s"
                .formatted(
                        processor().orElse(System.getProperty("os.arch")),
                        cores == 1 ? "1 core" : cores + " cores",
                        System.getProperty("os.name"),
                        System.getProperty("java.version"));
    }

    private static Optional<String> processor() {
        if (!Files.isReadable(PROCESSOR)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
