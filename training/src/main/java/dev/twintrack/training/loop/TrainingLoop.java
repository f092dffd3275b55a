package dev.twintrack.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.loop.StepTimes.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Gradient descent on an {@link Objective}: batches in, better weights out, with everything saved that is needed to go on
 * to the same numbers after a kill. Every array made for a batch is closed with its step, so memory is flat. Runs on the thread that calls {@link #run()}.
 *
 * @param <B> a batch of samples
 */
public final class TrainingLoop<B> {

    private final LoopConfig config;
    private final Objective<B> objective;
    private final Batches<B> batches;
    private final Validation validation;
    private final NDManager manager;
    private final Path directory;
    private final Checkpoints checkpoints;
    private final LongSupplier nanoTime;

    private FlatWeights layout;
    private List<Segment> segments;
    private Optimizer optimizer;
    private MovingAverage average;
    private float[] weights;
    private float[] gradient;
    private Progress progress;
    private StepTimes times;

    /**
     * A loop that has not begun.
     *
     * @param manager parent of each step's arrays
     * @param directory the run's folder: checkpoints go to {@code checkpoints/} in it
     * @param nanoTime clock of the timings, such as {@code System::nanoTime}
     */
    public TrainingLoop(
            LoopConfig config,
            Objective<B> objective,
            Batches<B> batches,
            Validation validation,
            NDManager manager,
            Path directory,
            LongSupplier nanoTime) {
        this.config = config;
        this.objective = objective;
        this.batches = batches;
        this.validation = validation;
        this.manager = manager;
        this.directory = directory;
        this.checkpoints = new Checkpoints(directory.resolve("checkpoints"), config.keep());
        this.nanoTime = nanoTime;
    }

    /**
     * Where a run ended.
     *
     * @param step steps taken
     * @param bestStep step of the best validation; 0 without one
     * @param best the deciding measure there
     * @param stoppedEarly whether patience ran out
     */
    public record Result(long step, long bestStep, double best, boolean stoppedEarly) {}

    /** Makes the log once it is known from which step the run goes on. */
    @FunctionalInterface
    public interface LogFactory {
        RunLog open(long step);
    }

    /**
     * Runs from the newest checkpoint in the folder, or from the arrays as they are when there is none, to the end of
     * the schedule. The arrays hold the averaged weights afterwards.
     *
     * @throws TwintrackException when the loss or a gradient is not finite, a checkpoint does not fit
     *     the network, or a file cannot be written
     */
    public Result run(LogFactory logs) {
        return GradientMode.withoutRecording(() -> {
            begin();
            try (RunLog log = logs.open(progress.step())) {
                if (progress.step() == 0 && config.validateEvery() > 0) {
                    measure(log);
                    times.book(Part.REST);
                }
                while (progress.step() < config.schedule().steps() && !outOfPatience()) {
                    log.stepped(progress.step() + 1, step());
                    report(log);
                }
            }
            layout.write(average.values());
            return new Result(progress.step(), progress.bestStep(), progress.best(), outOfPatience());
        });
    }

    private void begin() {
        layout = FlatWeights.of(objective.parameters(), name -> objective.trainable(name) && config.learns(name));
        segments = Segment.of(layout.slots(), config.groups());
        optimizer = Optimizer.of(config.optimizer(), layout.size());
        weights = layout.read();
        average = new MovingAverage(config.averageDecay(), weights);
        gradient = new float[layout.size()];
        progress = Progress.start();
        checkpoints.newest(layout, optimizer.state().keySet()).ifPresent(this::resume);
        layout.write(weights);
        times = new StepTimes(nanoTime);
    }

    private void resume(Checkpoints.Content content) {
        progress = content.progress();
        weights = content.weights();
        average = new MovingAverage(config.averageDecay(), content.average());
        optimizer
                .state()
                .forEach((kind, live) -> System.arraycopy(content.optimizer().get(kind), 0, live, 0, live.length));
    }

    /** Takes one step; returns the samples it learnt from. */
    private int step() {
        long step = progress.step() + 1;
        List<B> taken = new ArrayList<>();
        Map<String, Double> sums = new TreeMap<>();
        int samples = 0;
        for (int i = 0; i < config.accumulate(); i++) {
            B batch = batches.batch((step - 1) * config.accumulate() + i);
            taken.add(batch);
            samples += objective.size(batch);
            times.book(Part.DATA);
            learn(batch).forEach((name, value) -> sums.merge(name, value, Double::sum));
            if (!Double.isFinite(sums.get("loss"))) {
                throw BrokenRun.save(directory, step, "loss", objective, taken, layout.toTensors(weights));
            }
        }
        layout.takeGradients(gradient, 1f / config.accumulate());
        double norm = Gradients.clip(gradient, segments, config.clip());
        if (!Double.isFinite(norm)) {
            throw BrokenRun.save(directory, step, "gradient", objective, taken, layout.toTensors(weights));
        }
        sums.put("gradientNorm", norm * config.accumulate());
        layout.readBuffers(weights);
        optimizer.step(weights, gradient, segments, step, rate(step));
        layout.writeTrainable(weights);
        average.update(weights, step);
        progress = progress.stepped(sums, config.accumulate());
        times.count(samples);
        times.book(Part.UPDATE);
        return samples;
    }

    private double rate(long step) {
        return config.optimizer().rate() * config.schedule().factor(step);
    }

    private Map<String, Double> learn(B batch) {
        Map<String, Double> values = new TreeMap<>();
        try (NDScope scope = new NDScope();
                NDManager arrays = manager.newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            scope.suppressNotUsedWarning();
            Losses losses = objective.losses(arrays, batch, true);
            float total = losses.total().toFloatArray()[0];
            values.put("loss", (double) total);
            for (Map.Entry<String, NDArray> part : losses.parts().entrySet()) {
                values.put(part.getKey(), (double) part.getValue().toFloatArray()[0]);
            }
            times.book(Part.FORWARD);
            if (Float.isFinite(total)) {
                collector.backward(losses.total());
            }
            times.book(Part.BACKWARD);
        }
        return values;
    }

    private void report(RunLog log) {
        long step = progress.step();
        boolean last = step == config.schedule().steps();
        if (step % config.logEvery() == 0 || last) {
            Map<String, Double> values = progress.means();
            values.put("rate", rate(step));
            log.write(new LogEntry(step, "train", values, times.take()));
            progress = progress.logged();
        }
        boolean best = false;
        if (config.validateEvery() > 0 && (step % config.validateEvery() == 0 || last)) {
            best = validate(log);
        }
        if (step % config.checkpointEvery() == 0 || last || best || outOfPatience()) {
            checkpoints.save(new Checkpoints.Content(progress, weights, average.values(), optimizer.state()), layout);
        }
        times.book(Part.REST);
    }

    /** Measures the averaged weights; returns whether they are the best so far. */
    private boolean validate(RunLog log) {
        Map<String, Double> measures = measure(log);
        Double deciding = measures.get(config.best());
        if (deciding == null) {
            throw new TwintrackException("validation does not measure '%s': set best to one of %s"
                    .formatted(config.best(), new TreeMap<>(measures).keySet()));
        }
        progress = progress.validated(deciding, config.higherIsBetter());
        return progress.bestStep() == progress.step();
    }

    private Map<String, Double> measure(RunLog log) {
        layout.write(average.values());
        Map<String, Double> measures = validation.measure(progress.step());
        layout.write(weights);
        log.write(new LogEntry(progress.step(), "validate", measures, Map.of()));
        return measures;
    }

    private boolean outOfPatience() {
        return config.patience() > 0 && progress.stale() >= config.patience();
    }
}
