package dev.twintrack.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.TwinNetwork.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The twin network as a DJL block, to be trained or run on a GPU. Its parameters have the names that the model file
 * has. One thread at a time.
 */
public final class NetworkBlock extends AbstractBlock {

    private final TwinNetwork network;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private Predicate<String> frozen = name -> false;

    /**
     * A block with the given weights, which the manager owns from then on.
     *
     * @throws TwintrackException when a parameter is missing or has another shape
     */
    public NetworkBlock(NDManager manager, TwinNetwork network, Map<String, Tensor> weights) {
        this.network = network;
        network.parameters().forEach((name, shape) -> {
            Tensor tensor = weights.get(name);
            if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
                throw new TwintrackException("weights do not fit the network: %s should be %s, is %s"
                        .formatted(
                                name,
                                Arrays.toString(shape),
                                tensor == null ? "missing" : Arrays.toString(tensor.shape())));
            }
            Parameter parameter = addParameter(Parameter.builder()
                    .setName(name)
                    .setType(Parameter.Type.OTHER)
                    .optRequiresGrad(!isStatistic(name))
                    .build());
            parameter.setArray(manager.create(tensor.data(), new Shape(shape)));
            byName.put(name, parameter);
        });
    }

    /** Whether a parameter is a running statistic of BatchNorm, which no gradient reaches. */
    public static boolean isStatistic(String name) {
        return name.endsWith(".running_mean") || name.endsWith(".running_var");
    }

    /**
     * Holds parameters still: no gradient is computed for those whose name the test accepts, and BatchNorm layers among
     * them keep their statistics. Gradients of all others are switched on.
     */
    public void freeze(Predicate<String> names) {
        frozen = names;
        byName.forEach(
                (name, parameter) -> parameter.getArray().setRequiresGradient(!isStatistic(name) && !names.test(name)));
    }

    /** The live arrays by name, statistics included, in the order of computation. */
    public Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        byName.forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
        return arrays;
    }

    /** A copy of the weights. */
    public Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        arrays().forEach((name, array) ->
                weights.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        return weights;
    }

    /** What is computed. */
    public TwinNetwork network() {
        return network;
    }

    /** The embedding of crops: {@code N × 3 × s × s} in, {@code N × C × h × w} out. */
    public NDArray embed(NDArray crops, boolean training) {
        return network.embed(ops(training), crops);
    }

    /**
     * The neck alone, on trunk features {@code N × trunk channels × h × w}: with a frozen trunk its features can be
     * computed once and learnt from many times.
     */
    public NDArray neck(NDArray features, boolean training) {
        return network.neck(ops(training), features, (int) features.getShape().get(1));
    }

    /** The templates of template crops: {@code N × 3 × t × t} in, {@code N × C × k × k} out. */
    public NDArray template(NDArray crops, boolean training) {
        return network.template(ops(training), crops);
    }

    /** Search crops {@code N × 3 × s × s} against templates {@code N × C × k × k}. */
    public Response<NDArray> search(NDArray crops, NDArray templates, boolean training) {
        return network.search(ops(training), crops, templates);
    }

    private TorchOps ops(boolean training) {
        return new TorchOps(name -> byName.get(name).getArray(), prefix -> training && !frozen.test(prefix), training);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray template = template(inputs.get(0), training);
        Response<NDArray> response = search(inputs.get(1), template, training);
        return response.score() == null
                ? new NDList(template, response.features())
                : new NDList(template, response.features(), response.score(), response.quality(), response.box());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        ShapeOps ops = new ShapeOps();
        long[] template = network.template(ops, inputs[0].getShape());
        Response<long[]> response = network.search(ops, inputs[1].getShape(), template);
        return response.score() == null
                ? new Shape[] {new Shape(template), new Shape(response.features())}
                : new Shape[] {
                    new Shape(template),
                    new Shape(response.features()),
                    new Shape(response.score()),
                    new Shape(response.quality()),
                    new Shape(response.box())
                };
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        // The parameters came with their values; there is nothing left to initialise.
    }
}
