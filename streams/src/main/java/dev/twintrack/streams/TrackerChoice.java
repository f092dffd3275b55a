package dev.twintrack.streams;

import dev.twintrack.Device;
import dev.twintrack.TrackerOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the command line that say which tracker runs, and on what. */
public final class TrackerChoice {

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu",
            defaultValue = "cpu",
            description = "Where the network runs. Default: ${DEFAULT-VALUE}.")
    private Device device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the network on the CPU. Default: its cores, 4 at most.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Model file. Default: the one that comes with Twintrack.")
    private Optional<Path> model = Optional.empty();

    /** Made by picocli. */
    public TrackerChoice() {}

    /** What was chosen. */
    public TrackerOptions options() {
        TrackerOptions options = TrackerOptions.defaults().withDevice(device);
        options = threads.map(options::withThreads).orElse(options);
        return model.map(options::withModel).orElse(options);
    }
}
