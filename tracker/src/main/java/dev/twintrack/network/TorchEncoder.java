package dev.twintrack.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.TwinNetwork.Response;
import java.nio.ByteBuffer;

/** Runs the network on DJL's PyTorch engine, as it was trained, BatchNorm unfolded. */
final class TorchEncoder implements TwinEncoder {

    private final Architecture architecture;
    private final Shape templateShape;
    private final NDManager manager;
    private final NetworkBlock block;

    private TorchEncoder(ModelFile model, NDManager manager) {
        this.architecture = model.card().architecture();
        this.manager = manager;
        TwinNetwork network = new TwinNetwork(architecture);
        this.templateShape = new Shape(network.templateShape());
        this.block = new NetworkBlock(manager, network, model.weights());
        // No parameter asks for a gradient, so no call builds a graph, on whichever thread it runs.
        block.freeze(name -> true);
    }

    static TwinEncoder open(ModelFile model, boolean gpu) {
        try {
            Engine engine = Engine.getEngine("PyTorch");
            if (gpu && engine.getGpuCount() == 0) {
                throw new TwintrackException(
                        "no GPU that PyTorch can use was found: install libtorch %s with CUDA and name"
                                        .formatted(engine.getVersion())
                                + " it in PYTORCH_LIBRARY_PATH, or track with --device cpu");
            }
            return new TorchEncoder(model, engine.newBaseManager(gpu ? Device.gpu() : Device.cpu()));
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new TwintrackException(
                    "PyTorch cannot be loaded (%s): add pytorch-native-cpu and pytorch-jni, or track with --device cpu"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    @Override
    public float[][] embed(byte[] crops, int n) {
        int side = architecture.templateSize();
        try (NDManager run = manager.newSubManager()) {
            NDArray all = block.template(planes(run, crops, n, side), false);
            float[][] templates = new float[n][];
            for (int i = 0; i < n; i++) {
                templates[i] = all.get(i).toFloatArray();
            }
            return templates;
        }
    }

    @Override
    public Maps search(byte[] crops, float[][] templates) {
        int n = templates.length;
        int side = architecture.searchSize();
        try (NDManager run = manager.newSubManager()) {
            NDArray images = planes(run, crops, n, side);
            NDArray keys =
                    run.create(templates).reshape(n, templateShape.get(1), templateShape.get(2), templateShape.get(3));
            Response<NDArray> response = block.search(images, keys, false);
            return new Maps(
                    response.features().toFloatArray(),
                    floats(response.score()),
                    floats(response.quality()),
                    floats(response.box()));
        }
    }

    private static NDArray planes(NDManager run, byte[] crops, int n, int side) {
        ByteBuffer pixels = ByteBuffer.wrap(crops, 0, n * side * side * Pixels.CHANNELS);
        return run.create(pixels, new Shape(n, side, side, Pixels.CHANNELS), DataType.UINT8)
                .toType(DataType.FLOAT32, false)
                .transpose(0, 3, 1, 2);
    }

    private static float[] floats(NDArray array) {
        return array == null ? new float[0] : array.toFloatArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}
