package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.training.loop.LoopConfig;
import dev.twintrack.training.loop.TrainingLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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

    @Option(
            names = "--sweep",
            paramLabel = "KEY=VALUE,VALUE",
            description = "Trains once with each value, in a folder of its own, and tabulates the best validations."
                    + " Given often, every combination.")
    private List<String> sweep = List.of();

    @Option(names = "--print-config", description = "Prints the config with every default filled in, and stops.")
    private boolean print;

    /** Made by picocli. */
    public TrainCommand() {}

    @Override
    public Integer call() {
        if (config == null && resume == null) {
            throw new TwintrackException("nothing to train: give --config FILE, or --resume DIR");
        }
        if (!List.of("cpu", "gpu").contains(device)) {
            throw new TwintrackException("no device '%s': give cpu or gpu".formatted(device));
        }
        Plan plan = plan(settings);
        if (print) {
            spec.commandLine().getOut().print(ConfigFile.print(plan.config()));
            return 0;
        }
        Path folder = resume != null ? resume : run != null ? run : Path.of("runs", plan.name());
        if (sweep.isEmpty()) {
            train(plan, folder, resume != null);
        } else {
            sweep(folder);
        }
        return 0;
    }

    /** A config of either kind, and how to train by it. */
    private record Plan(
            Record config, String name, LoopConfig loop, BiFunction<RunFolder, Boolean, TrainingLoop.Result> work) {}

    private Plan plan(List<String> overrides) {
        Path file = config != null ? config : resume.resolve(RunFolder.CONFIG);
        if (ConfigFile.has(file, "metric")) {
            MetricConfig plan = ConfigFile.read(file, overrides, MetricConfig.defaults(), MetricConfig.class);
            return new Plan(plan, plan.name(), plan.loop(), (at, again) -> new MetricRun(plan, at).run(again));
        }
        TrainConfig plan = ConfigFile.read(file, overrides, TrainConfig.defaults(), TrainConfig.class);
        return new Plan(plan, plan.name(), plan.loop(), (at, again) -> new TrackingRun(plan, at).run(again));
    }

    private TrainingLoop.Result train(Plan plan, Path folder, boolean again) {
        RunFolder place =
                new RunFolder(folder, device.equals("gpu"), spec.commandLine().getErr());
        TrainingLoop.Result result = plan.work().apply(place, again);
        tell("%d steps%s; the best at step %d (%s %.4f); checkpoints in %s"
                .formatted(
                        result.step(),
                        result.stoppedEarly() ? ", stopped early" : "",
                        result.bestStep(),
                        plan.loop().best(),
                        result.best(),
                        folder.resolve("checkpoints")));
        return result;
    }

    /** Trains every combination in a folder of its own; one that was begun before goes on. */
    private void sweep(Path folder) {
        Sweep plan = new Sweep(sweep);
        List<Sweep.Row> rows = new ArrayList<>();
        // All of them are read before the first one runs, so that a wrong key stops the sweep at once.
        Map<List<String>, Plan> plans = new LinkedHashMap<>();
        for (List<String> combination : plan.combinations()) {
            List<String> overrides = new ArrayList<>(settings);
            overrides.addAll(combination);
            plans.put(combination, plan(overrides));
        }
        plans.forEach((combination, one) -> {
            Path own = folder.resolve(Sweep.folder(combination));
            TrainingLoop.Result result = train(one, own, Files.isDirectory(own.resolve("checkpoints")));
            rows.add(new Sweep.Row(combination, one.loop().best(), result));
            plan.write(folder.resolve("sweep.csv"), rows);
        });
        rows.forEach(row -> tell(row.toString()));
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
