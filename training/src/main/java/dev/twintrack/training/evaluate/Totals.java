package dev.twintrack.training.evaluate;

import java.util.List;
import java.util.Map;

/**
 * How a tracker did on many sequences.
 *
 * @param values the measures
 * @param curves the curves behind them
 */
record Totals(Map<Measure, Double> values, List<Curve> curves) {}
