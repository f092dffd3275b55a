package dev.twintrack.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.WeightInit;
import dev.twintrack.training.loop.ConsoleLog;
import dev.twintrack.training.loop.CsvLog;
import dev.twintrack.training.loop.CurvesLog;
import dev.twintrack.training.loop.JsonLinesLog;
import dev.twintrack.training.loop.LogEntry;
import dev.twintrack.training.loop.RunLog;
import dev.twintrack.training.loop.TensorBoardLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Where a run happens.
 *
 * @param folder gets config, checkpoints and logs
 * @param gpu whether on the GPU
 * @param console gets what a person watches
 */
record RunFolder(Path folder, boolean gpu, PrintWriter console) {

    /** The run's own copy of its config. */
    static final String CONFIG = "config.yaml";

    /**
     * Takes the folder for a run and writes the config into it.
     *
     * @param resume whether it must hold a run to go on with, or must not hold one
     */
    void claim(boolean resume, Record config) {
        boolean begun = Files.isDirectory(folder.resolve("checkpoints"));
        if (resume && !begun) {
            throw new TwintrackException(
                    "%s holds no checkpoints to resume from: give a run's folder".formatted(folder));
        }
        if (!resume && begun) {
            throw new TwintrackException(
                    "%s holds a run already: go on with --resume %s, or give another folder with --run"
                            .formatted(folder, folder));
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(CONFIG), ConfigFile.print(config));
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s: check the folder".formatted(folder), e);
        }
    }

    Device device() {
        if (gpu && Engine.getEngine("PyTorch").getGpuCount() == 0) {
            throw new TwintrackException("PyTorch finds no GPU: train with --device cpu");
        }
        return gpu ? Device.gpu() : Device.cpu();
    }

    /** The run's logs, from a step on. */
    RunLog logs(long step, long steps) {
        Path lines = folder.resolve("log.jsonl");
        RunLog json = JsonLinesLog.open(lines, step);
        List<LogEntry> before = JsonLinesLog.read(lines);
        return RunLog.all(
                json,
                CsvLog.open(folder.resolve("log.csv"), before),
                TensorBoardLog.open(folder, before, Clock.systemUTC()),
                CurvesLog.open(folder.resolve("curves.png"), before),
                ConsoleLog.open(console, step, steps, System.console() != null));
    }

    /** Weights to begin with: random ones, with those of a file over them if one is given. */
    static Map<String, Tensor> firstWeights(TwinNetwork network, String file, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return file.isEmpty() ? WeightInit.random(network, random) : WeightInit.from(Path.of(file), network, random);
    }
}
