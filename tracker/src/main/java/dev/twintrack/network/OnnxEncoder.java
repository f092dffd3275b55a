package dev.twintrack.network;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture.Head;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the network on the CPU, from an ONNX graph written out of the model's weights. Calls wait for one another, so that
 * closing it during a run cannot take the process down; a run after that is an {@link IllegalStateException}.
 */
final class OnnxEncoder implements TwinEncoder {

    private static final float[] NOTHING = {};

    private final Architecture architecture;
    private final long[] templateShape;
    private final OrtEnvironment environment;
    private final OrtSession embedding;
    private final OrtSession searching;
    private final Consumer<OrtSession.Result> observer;
    private final boolean bytes;

    OnnxEncoder(ModelFile model, int threads) {
        this(model, () -> ops(model), threads, result -> {});
    }

    /**
     * @param ops writes a graph; a new one for each
     * @param observer sees every result before it is closed
     */
    OnnxEncoder(ModelFile model, Supplier<OnnxOps> ops, int threads, Consumer<OrtSession.Result> observer) {
        this.observer = observer;
        bytes = !model.card().ranges().isEmpty();
        architecture = model.card().architecture();
        templateShape = new TwinNetwork(architecture).templateShape();
        environment = OrtEnvironment.getEnvironment();
        // Threads that wait for the next template awake would keep those of the search from their cores.
        try (SessionOptions seldom = options(threads, "0");
                SessionOptions often = options(threads, "1")) {
            embedding = environment.createSession(OnnxModel.template(model, ops.get()), seldom);
            searching = environment.createSession(OnnxModel.search(model, ops.get()), often);
        } catch (OrtException e) {
            throw failed("cannot prepare model " + model.card().name(), e);
        }
    }

    /** @param spinning 1 for threads that stay awake between two runs, 0 for those that sleep */
    private static SessionOptions options(int threads, String spinning) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        // It would move roundings to bytes before the maxima of floats, and those of bytes are slow.
        options.addConfigEntry("session.disable_quant_qdq", "1");
        // Work in small pieces: where another process slows one core down, the others take more of them.
        options.addConfigEntry("session.dynamic_block_base", "4");
        options.addConfigEntry("session.intra_op.allow_spinning", spinning);
        return options;
    }

    @Override
    public synchronized float[][] embed(byte[] crops, int n) {
        int side = architecture.templateSize();
        try (OnnxTensor images = images(crops, n, side);
                OrtSession.Result result = embedding.run(Map.of(OnnxModel.IMAGE, images))) {
            observer.accept(result);
            float[] all = floats(result, OnnxModel.TEMPLATE);
            int size = all.length / n;
            float[][] templates = new float[n][];
            for (int i = 0; i < n; i++) {
                templates[i] = Arrays.copyOfRange(all, i * size, (i + 1) * size);
            }
            return templates;
        } catch (OrtException e) {
            throw failed("cannot embed a template", e);
        }
    }

    @Override
    public synchronized Maps search(byte[] crops, float[][] templates) {
        int n = templates.length;
        int side = architecture.searchSize();
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            inputs.put(OnnxModel.IMAGE, images(crops, n, side));
            if (architecture.head() == Head.CORRELATION) {
                try (OrtSession.Result result = searching.run(inputs)) {
                    return new Maps(floats(result, OnnxModel.FEATURES), NOTHING, NOTHING, NOTHING);
                }
            }
            inputs.put(
                    OnnxModel.TEMPLATE,
                    tensor(joined(templates), n, templateShape[1], templateShape[2], templateShape[3]));
            try (OrtSession.Result result = searching.run(inputs)) {
                observer.accept(result);
                return new Maps(
                        floats(result, OnnxModel.FEATURES),
                        floats(result, OnnxModel.SCORE),
                        floats(result, OnnxModel.QUALITY),
                        floats(result, OnnxModel.BOX));
            }
        } catch (OrtException e) {
            throw failed("cannot search", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxOps ops(ModelFile model) {
        Map<String, Float> ranges = model.card().ranges();
        return ranges.isEmpty()
                ? new OnnxOps(model.weights()::get)
                : new Int8Ops(
                        model.weights()::get,
                        ranges,
                        model.card().architecture().trunk().margin());
    }

    private static float[] joined(float[][] parts) {
        float[] all = new float[parts.length * parts[0].length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, all, i * parts[i].length, parts[i].length);
        }
        return all;
    }

    private OnnxTensor images(byte[] crops, int n, int side) throws OrtException {
        if (!bytes) {
            return tensor(Pixels.planes(crops, n, side), n, 3, side, side);
        }
        int margin = architecture.trunk().margin();
        byte[] framed = margin == 0 ? crops : Pixels.framed(crops, n, side, margin);
        long blocks = Pixels.blocks(side + 2 * margin);
        ByteBuffer values = ByteBuffer.wrap(Pixels.blocks(framed, n, side + 2 * margin));
        return OnnxTensor.createTensor(
                environment, values, new long[] {n, blocks, blocks, Pixels.DEPTH}, OnnxJavaType.UINT8);
    }

    private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values, 0, size), shape);
    }

    private static float[] floats(OrtSession.Result result, String name) {
        FloatBuffer buffer = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static TwintrackException failed(String what, OrtException e) {
        return new TwintrackException("%s: ONNX Runtime says: %s".formatted(what, e.getMessage()), e);
    }

    @Override
    public synchronized void close() {
        try {
            embedding.close();
            searching.close();
        } catch (OrtException e) {
            throw failed("cannot close the encoder", e);
        }
    }
}
