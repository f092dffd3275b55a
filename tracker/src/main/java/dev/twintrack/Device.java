package dev.twintrack;

/** Where the encoder runs: {@code CPU} by ONNX Runtime, {@code GPU} by DJL's PyTorch engine. */
public enum Device {
    CPU,
    GPU
}
