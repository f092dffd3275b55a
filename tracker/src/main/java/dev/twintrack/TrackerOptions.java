package dev.twintrack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to open a {@link Tracker}.
 *
 * @param model a model file; the bundled model when empty
 * @param device where the encoder runs
 * @param threads threads one encoder run may use, at least 1
 */
public record TrackerOptions(Optional<Path> model, Device device, int threads) {

    public TrackerOptions {
        if (threads < 1) {
            throw new TwintrackException("threads is %d: give at least 1".formatted(threads));
        }
    }

    /** The bundled model on the CPU, on at most four of its cores. */
    public static TrackerOptions defaults() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new TrackerOptions(Optional.empty(), Device.CPU, Math.min(4, cores));
    }

    public TrackerOptions withModel(Path file) {
        return new TrackerOptions(Optional.of(file), device, threads);
    }

    public TrackerOptions withDevice(Device newDevice) {
        return new TrackerOptions(model, newDevice, threads);
    }

    public TrackerOptions withThreads(int newThreads) {
        return new TrackerOptions(model, device, newThreads);
    }
}
