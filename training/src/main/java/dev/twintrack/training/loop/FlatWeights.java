package dev.twintrack.training.loop;

import ai.djl.ndarray.NDArray;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The arrays of a network seen as one long array of floats, so that an optimiser is a plain loop in Java: no call into
 * the engine for each of its terms, state that is saved as it is, and the same bits on every run. The engine is called
 * once an array to read a gradient and once to write the new values. Used by one thread.
 *
 * <p>Each array is bound to a direct buffer of its own, made once: on the CPU the engine reads the buffer itself, on a
 * GPU it copies it, and memory stays flat on both.
 */
final class FlatWeights {

    private final List<Slot> slots;
    private final List<NDArray> arrays;
    private final List<ByteBuffer> buffers;
    private final int size;

    private FlatWeights(List<Slot> slots, List<NDArray> arrays, List<ByteBuffer> buffers, int size) {
        this.slots = slots;
        this.arrays = arrays;
        this.buffers = buffers;
        this.size = size;
    }

    /** Lays the arrays out in the map's order and asks the engine to record gradients of the trainable ones. */
    static FlatWeights of(Map<String, NDArray> parameters, Predicate<String> trainable) {
        List<Slot> slots = new ArrayList<>();
        List<ByteBuffer> buffers = new ArrayList<>();
        int offset = 0;
        for (Map.Entry<String, NDArray> entry : parameters.entrySet()) {
            NDArray array = entry.getValue();
            int length = Math.toIntExact(array.size());
            boolean learnt = trainable.test(entry.getKey());
            slots.add(new Slot(entry.getKey(), array.getShape().getShape(), offset, length, learnt));
            buffers.add(ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder()));
            array.setRequiresGradient(learnt);
            offset = Math.addExact(offset, length);
        }
        return new FlatWeights(List.copyOf(slots), List.copyOf(parameters.values()), List.copyOf(buffers), offset);
    }

    List<Slot> slots() {
        return slots;
    }

    /** Values in all arrays together. */
    int size() {
        return size;
    }

    /** Reads every array. */
    float[] read() {
        float[] values = new float[size];
        for (int i = 0; i < slots.size(); i++) {
            copyOut(arrays.get(i), slots.get(i), values);
        }
        return values;
    }

    /** Reads what the forward pass itself changes: the arrays that are not learnt. */
    void readBuffers(float[] values) {
        for (int i = 0; i < slots.size(); i++) {
            if (!slots.get(i).trainable()) {
                copyOut(arrays.get(i), slots.get(i), values);
            }
        }
    }

    /** Writes every array. */
    void write(float[] values) {
        for (int i = 0; i < slots.size(); i++) {
            copyIn(values, slots.get(i), i);
        }
    }

    /** Writes the arrays that are learnt. */
    void writeTrainable(float[] values) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).trainable()) {
                copyIn(values, slots.get(i), i);
            }
        }
    }

    /** Reads the gradients that have gathered since the last call, multiplied by a factor, and sets them to zero. */
    void takeGradients(float[] gradient, float factor) {
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (!slot.trainable()) {
                continue;
            }
            try (NDArray array = arrays.get(i).getGradient()) {
                copyOut(array, slot, gradient);
                array.muli(0);
            }
            if (factor != 1) {
                for (int j = slot.offset(); j < slot.end(); j++) {
                    gradient[j] *= factor;
                }
            }
        }
    }

    /** The flat values as named tensors. */
    Map<String, Tensor> toTensors(float[] values) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Slot slot : slots) {
            tensors.put(slot.name(), new Tensor(slot.shape(), Arrays.copyOfRange(values, slot.offset(), slot.end())));
        }
        return tensors;
    }

    /**
     * Named tensors as flat values.
     *
     * @param source what the tensors came from, for the message
     * @throws TwintrackException when a name is missing or left over, or a shape differs
     */
    float[] fromTensors(Map<String, Tensor> tensors, Object source) {
        float[] values = new float[size];
        for (Slot slot : slots) {
            Tensor tensor = tensors.get(slot.name());
            if (tensor == null) {
                throw new TwintrackException(
                        "%s lacks '%s': it was made with another network".formatted(source, slot.name()));
            }
            if (!Arrays.equals(tensor.shape(), slot.shape())) {
                throw new TwintrackException("%s has '%s' of shape %s, the network wants %s"
                        .formatted(
                                source, slot.name(), Arrays.toString(tensor.shape()), Arrays.toString(slot.shape())));
            }
            System.arraycopy(tensor.data(), 0, values, slot.offset(), slot.length());
        }
        if (tensors.size() != slots.size()) {
            throw new TwintrackException("%s holds %d arrays, the network has %d: it was made with another network"
                    .formatted(source, tensors.size(), slots.size()));
        }
        return values;
    }

    private static void copyOut(NDArray array, Slot slot, float[] values) {
        System.arraycopy(array.toFloatArray(), 0, values, slot.offset(), slot.length());
    }

    private void copyIn(float[] values, Slot slot, int i) {
        ByteBuffer buffer = buffers.get(i);
        buffer.asFloatBuffer().put(values, slot.offset(), slot.length());
        arrays.get(i).set(buffer);
    }
}
