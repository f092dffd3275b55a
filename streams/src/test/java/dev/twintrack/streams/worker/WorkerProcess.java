package dev.twintrack.streams.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code twintrack worker} as a process of its own, which can be killed. */
final class WorkerProcess implements AutoCloseable {

    private static final Pattern SHARE = Pattern.compile("works on partitions \\[([\\d, ]*)]");

    private final Process process;
    private final Path output;

    WorkerProcess(Path output, String servers, String... options) throws IOException {
        this.output = output;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.twintrack.streams.Main",
                "worker",
                "--kafka",
                servers,
                "--threads",
                "1"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** The partitions that it works on by now, if it has said so; fails when it is no more. */
    Optional<List<Integer>> partitions() throws IOException {
        String said = output();
        if (!process.isAlive()) {
            throw new AssertionError("the worker ended with status %d: %s".formatted(process.exitValue(), said));
        }
        Optional<List<Integer>> last = Optional.empty();
        for (Matcher line = SHARE.matcher(said); line.find(); ) {
            last = Optional.of(
                    line.group(1).isEmpty()
                            ? List.of()
                            : List.of(line.group(1).split(", ")).stream()
                                    .map(Integer::valueOf)
                                    .toList());
        }
        return last;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill} does; its last words are in the output. */
    void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
