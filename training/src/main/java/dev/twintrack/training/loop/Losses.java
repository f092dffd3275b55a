package dev.twintrack.training.loop;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The loss of a batch and what it is made of.
 *
 * @param total a scalar with its gradient graph
 * @param parts scalars by name for the logs, such as {@code score} and {@code box}; no gradient is taken of them
 */
public record Losses(NDArray total, Map<String, NDArray> parts) {}
