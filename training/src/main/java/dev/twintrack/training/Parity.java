package dev.twintrack.training;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far apart the two runtimes are: the greatest difference of each output over real crops, relative to the output's
 * greatest value.
 *
 * @param differences by the output's name
 */
record Parity(Map<String, Double> differences) {

    /** More than this and an export is refused. */
    static final double LIMIT = 1e-3;

    private static final int CROPS = 4;

    Parity {
        differences = new TreeMap<>(differences);
    }

    double worst() {
        return differences.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** Runs the model by ONNX Runtime, as the tracker does, and by PyTorch, as it was trained. */
    static Parity of(ModelFile model) {
        Architecture architecture = model.card().architecture();
        SyntheticScene scene = SyntheticScene.of(SceneOptions.things(1));
        int t = architecture.templateSize();
        int s = architecture.searchSize();
        byte[] templates = new byte[CROPS * 3 * t * t];
        byte[] searches = new byte[CROPS * 3 * s * s];
        for (int i = 0; i < CROPS; i++) {
            Frame frame = scene.frame(i * 3);
            Box target = scene.truth(i * 3).orElse(new Box(100, 80, 40, 40));
            float[] border = Crop.border(frame);
            Crop.into(frame, Crop.region(target, 1), t, border, templates, i * 3 * t * t);
            Crop.into(frame, Crop.region(target, architecture.searchFactor()), s, border, searches, i * 3 * s * s);
        }
        try (TwinEncoder onnx = TwinEncoder.cpu(model, 1);
                TwinEncoder torch = TwinEncoder.torch(model, false)) {
            float[][] keys = torch.embed(templates, CROPS);
            TwinEncoder.Maps theirs = torch.search(searches, keys);
            TwinEncoder.Maps ours = onnx.search(searches, keys);
            return new Parity(Map.of(
                    "template", difference(join(onnx.embed(templates, CROPS)), join(keys)),
                    "features", difference(ours.features(), theirs.features()),
                    "score", difference(ours.score(), theirs.score()),
                    "quality", difference(ours.quality(), theirs.quality()),
                    "box", difference(ours.box(), theirs.box())));
        }
    }

    private static float[] join(float[][] parts) {
        float[] all = new float[parts.length * parts[0].length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, all, i * parts[0].length, parts[0].length);
        }
        return all;
    }

    static double difference(float[] a, float[] b) {
        double most = 0;
        double size = Float.MIN_NORMAL;
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
            size = Math.max(size, Math.abs(b[i]));
        }
        return most / size;
    }
}
