package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;

/** A loss that asks a miner what to learn from. */
record MinedLoss(MetricLoss loss, Miner miner) implements MetricLoss {

    @Override
    public Distance distance() {
        return loss.distance();
    }

    @Override
    public NDArray of(Comparison comparison, Tuples tuples) {
        return loss.of(comparison, tuples);
    }

    @Override
    public NDArray of(Comparison comparison) {
        return loss.of(comparison, miner.mine(DistanceTable.of(comparison, distance())));
    }
}
