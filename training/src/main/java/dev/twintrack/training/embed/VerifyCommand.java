package dev.twintrack.training.embed;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.network.ModelFile;
import dev.twintrack.training.metric.Distance;
import dev.twintrack.training.metric.Rate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code verify}. */
@Command(
        name = "verify",
        description = {
            "Says whether two pictures show the same thing.",
            "Compares the cosine similarity of their embeddings with a threshold that was measured at a false-accept"
                    + " rate on things that the model was not trained on, and says how sure that is: intervals hold"
                    + " 95 % and are taken over things. The thresholds stand in the model, or are measured with"
                    + " --calibrate."
        })
public final class VerifyCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption options;

    @Parameters(arity = "0..2", paramLabel = "PICTURE", description = "Two pictures. None: shows the thresholds.")
    private List<Path> pictures = List.of();

    @Option(
            names = "--box",
            paramLabel = "X,Y,W,H",
            description = "Where in the picture the thing is, in pixels; once for both pictures or twice. Default: the"
                    + " whole picture.")
    private List<String> boxes = List.of();

    @Option(
            names = "--far",
            paramLabel = "RATE",
            defaultValue = "0.01",
            description = "False-accept rate, such as 0.01 for one different pair in a hundred taken for the same."
                    + " Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--calibrate",
            paramLabel = "STORE",
            description = "Measures the thresholds on the tracks of this crop store instead (see 'prepare').")
    private Path store;

    @Option(
            names = "--held-back",
            paramLabel = "SHARE",
            defaultValue = "0.35",
            description = "With --calibrate: share of the store's sequences that training held back; only these are"
                    + " measured. Default: ${DEFAULT-VALUE}.")
    private double heldBack;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "With --calibrate: writes the model with the new thresholds to this file.")
    private Path save;

    /** Made by picocli. */
    public VerifyCommand() {}

    @Override
    public Integer call() {
        if (pictures.size() == 1) {
            throw new TwintrackException("one picture, %s: give two to compare".formatted(pictures.get(0)));
        }
        if (save != null && store == null) {
            throw new TwintrackException("--save has nothing to save: give --calibrate STORE as well");
        }
        ModelFile model = options.model();
        try (Embedder embedder = options.open(model)) {
            Calibration calibration = store == null ? Calibration.of(model.card()) : measured(embedder);
            if (save != null) {
                new ModelFile(calibration.in(model.card()), model.weights()).write(save);
            }
            if (pictures.isEmpty()) {
                show(calibration);
            } else {
                judge(embedder, calibration.at(rate));
            }
        }
        return 0;
    }

    private Calibration measured(Embedder embedder) {
        StoreCrops crops = StoreCrops.of(store, embedder, heldBack, 8);
        return Calibration.measure(crops.embeddings(), crops.tracks(), 1);
    }

    private void show(Calibration calibration) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%d things, %d crops%n", calibration.things(), calibration.crops());
        out.printf("%8s  %9s  %-30s  %s%n", "rate", "threshold", "false accepts", "true accepts");
        for (Calibration.Level level : calibration.levels()) {
            out.printf(
                    Locale.ROOT,
                    "%8s  %9.4f  %-30s  %s%n",
                    level.rate(),
                    level.threshold(),
                    percent(level.falseAccept()),
                    percent(level.trueAccept()));
        }
    }

    private void judge(Embedder embedder, Calibration.Level level) {
        float[] first = embed(embedder, 0);
        float[] second = embed(embedder, 1);
        double similarity = Distance.cosine().between(first, second);
        PrintWriter out = spec.commandLine().getOut();
        out.println(level.accepts(similarity) ? "same" : "different");
        out.printf(
                Locale.ROOT,
                "similarity %.4f, threshold %.4f: false accepts %s, true accepts %s%n",
                similarity,
                level.threshold(),
                percent(level.falseAccept()),
                percent(level.trueAccept()));
    }

    private float[] embed(Embedder embedder, int index) {
        Frame frame = Pictures.read(pictures.get(index));
        Box box = boxes.isEmpty()
                ? new Box(0, 0, frame.width(), frame.height())
                : Box.parse(boxes.get(Math.min(index, boxes.size() - 1)));
        if (box.area() == 0 || box.clippedTo(frame.width(), frame.height()).area() == 0) {
            throw new TwintrackException("box %s shows nothing of %s, which is %d x %d pixels"
                    .formatted(box, pictures.get(index), frame.width(), frame.height()));
        }
        return embedder.embed(frame, box);
    }

    private static String percent(Rate rate) {
        return String.format(
                Locale.ROOT, "%.2f %% [%.2f, %.2f]", 100 * rate.value(), 100 * rate.low(), 100 * rate.high());
    }
}
