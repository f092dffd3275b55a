package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.training.loop.LoopConfig;
import dev.twintrack.training.loop.TrainingLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code train}. */
@Command(
        name = "train",
        description = {
            "Trains a tracker or, from a config with the key 'metric', an embedding.",
            "The run's folder gets checkpoints, logs and curves. A run that was stopped goes on with --resume, to the"
                    + " same numbers as if it had not been stopped."
        })
public final class TrainCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Config file, YAML. With --resume it may be left out: the run's folder has a copy.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the config, such as loss.box=2. May be given often.")
    private List<String> settings = List.of();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of the run; must not hold another run. Default: runs/NAME, NAME as in the config.")
    private Path run;

    @Option(names = "--resume", paramLabel = "DIR", description = "Goes on with the run in this folder.")
    private Path resume;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu",
            defaultValue = "cpu",
            description = "Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(names = "--print-config", description = "Prints the config with every default filled in, and stops.")
    private boolean print;

    /** Made by picocli. */
    public TrainCommand() {}

    @Override
    public Integer call() {
        if (config == null && resume == null) {
            throw new TwintrackException("nothing to train: give --config FILE, or --resume DIR");
        }
        if (config == null) {
            config = resume.resolve(RunFolder.CONFIG);
        }
        return ConfigFile.has(config, "metric") ? trainEmbedding() : trainTracker();
    }

    private int trainTracker() {
        TrainConfig plan = ConfigFile.read(config, settings, TrainConfig.defaults(), TrainConfig.class);
        return train(plan, plan.name(), plan.loop(), place -> new TrackingRun(plan, place).run(resume != null));
    }

    private int trainEmbedding() {
        MetricConfig plan = ConfigFile.read(config, settings, MetricConfig.defaults(), MetricConfig.class);
        return train(plan, plan.name(), plan.loop(), place -> new MetricRun(plan, place).run(resume != null));
    }

    private int train(Record plan, String name, LoopConfig loop, Function<RunFolder, TrainingLoop.Result> work) {
        if (print) {
            spec.commandLine().getOut().print(ConfigFile.print(plan));
            return 0;
        }
        if (!List.of("cpu", "gpu").contains(device)) {
            throw new TwintrackException("no device '%s': give cpu or gpu".formatted(device));
        }
        Path folder = resume != null ? resume : run != null ? run : Path.of("runs", name);
        RunFolder place =
                new RunFolder(folder, device.equals("gpu"), spec.commandLine().getErr());
        TrainingLoop.Result result = work.apply(place);
        spec.commandLine()
                .getOut()
                .printf(
                        "%d steps%s; the best at step %d (%s %.4f); checkpoints in %s%n",
                        result.step(),
                        result.stoppedEarly() ? ", stopped early" : "",
                        result.bestStep(),
                        loop.best(),
                        result.best(),
                        folder.resolve("checkpoints"));
        return 0;
    }
}
