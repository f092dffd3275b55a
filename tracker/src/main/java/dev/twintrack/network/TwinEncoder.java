package dev.twintrack.network;

/**
 * A runtime that runs a model's network. Holds native memory: close it. One thread at a time may call it.
 */
public interface TwinEncoder extends AutoCloseable {

    /**
     * What one run over {@code n} search crops gives; each array holds the crops one after another.
     *
     * @param features {@code n × C × H × W}
     * @param score {@code n × H × W} logits; empty without an anchor-free head
     * @param quality {@code n × H × W} logits; empty without an anchor-free head
     * @param box {@code n × 4 × H × W} distances left, top, right, bottom in strides; empty without an anchor-free head
     */
    record Maps(float[] features, float[] score, float[] quality, float[] box) {}

    /** On the CPU by ONNX Runtime, which needs no libtorch. */
    static TwinEncoder cpu(ModelFile model, int threads) {
        return new OnnxEncoder(model, threads);
    }

    /**
     * By DJL's PyTorch engine, on the GPU or, to compare, on the CPU.
     *
     * @throws dev.twintrack.TwintrackException when the engine or the GPU is not there
     */
    static TwinEncoder torch(ModelFile model, boolean gpu) {
        return TorchEncoder.open(model, gpu);
    }

    /**
     * Embeds template crops.
     *
     * @param crops {@code n × t × t × 3} pixels: blue, green, red
     * @return {@code n} templates of {@code C × k × k} values
     */
    float[][] embed(byte[] crops, int n);

    /**
     * Compares search crops with templates, crop {@code i} with template {@code i}.
     *
     * @param crops {@code n × s × s × 3} pixels
     * @param templates as {@link #embed} gives them
     */
    Maps search(byte[] crops, float[][] templates);

    @Override
    void close();
}
