package dev.twintrack.training.embed;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.ModelCard;
import dev.twintrack.training.metric.Distance;
import dev.twintrack.training.metric.OperatingPoint;
import dev.twintrack.training.metric.Points;
import dev.twintrack.training.metric.Rate;
import dev.twintrack.training.metric.Verification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How similar two embeddings of one model must be to show the same thing, at several false-accept rates, measured on
 * things that the model was not trained on. Stands in the model's card. Similarities are cosines.
 *
 * @param things how many things it was measured on
 * @param crops how many crops of them
 * @param levels from the loosest to the strictest
 */
public record Calibration(int things, int crops, List<Level> levels) {

    /** The fact of a model's card that holds it, as JSON. */
    public static final String FACT = "verification";

    private static final double[] RATES = {0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One threshold.
     *
     * @param rate the false-accept rate that it was chosen for
     * @param threshold least similarity, itself excluded
     * @param falseAccept measured, with its interval over the things
     * @param trueAccept measured, with its interval over the things
     */
    public record Level(double rate, double threshold, Rate falseAccept, Rate trueAccept) {

        /** Whether two embeddings of this similarity show the same thing. */
        public boolean accepts(double similarity) {
            return similarity > threshold;
        }
    }

    public Calibration {
        levels = List.copyOf(levels);
    }

    /**
     * Measures all pairs of a set.
     *
     * @param embeddings of crops of things that the model was not trained on
     * @param labels the thing that each shows; some need two crops
     * @param seed of the intervals' bootstrap
     */
    public static Calibration measure(float[][] embeddings, int[] labels, long seed) {
        Verification verification = Verification.of(Points.within(embeddings, labels), Distance.cosine());
        List<Level> levels = new ArrayList<>();
        for (double rate : RATES) {
            if (verification.measures(rate)) {
                OperatingPoint point = verification.at(rate, new SplittableRandom(seed));
                levels.add(new Level(rate, point.threshold(), point.falseAccept(), point.trueAccept()));
            }
        }
        int things = (int) Arrays.stream(labels).distinct().count();
        return new Calibration(things, labels.length, levels);
    }

    /**
     * The calibration in a model's card.
     *
     * @throws TwintrackException when the card has none
     */
    public static Calibration of(ModelCard card) {
        String fact = card.facts().get(FACT);
        if (fact == null) {
            throw new TwintrackException("model %s has no verification thresholds: measure them with --calibrate STORE"
                    .formatted(card.name()));
        }
        try {
            return JSON.readValue(fact, Calibration.class);
        } catch (JacksonException e) {
            throw new TwintrackException(
                    "model %s has verification thresholds that cannot be read: measure them with --calibrate STORE"
                            .formatted(card.name()),
                    e);
        }
    }

    /** A card with this calibration in place of any other. */
    public ModelCard in(ModelCard card) {
        Map<String, String> facts = new LinkedHashMap<>(card.facts());
        facts.put(FACT, JSON.writeValueAsString(this));
        return new ModelCard(
                card.name(), card.architecture(), card.tracking(), card.ranges(), Collections.unmodifiableMap(facts));
    }

    /**
     * The threshold for a false-accept rate.
     *
     * @throws TwintrackException when it was not measured, with those that were
     */
    public Level at(double rate) {
        return levels.stream()
                .filter(level -> Math.abs(level.rate() - rate) < 1e-9)
                .findFirst()
                .orElseThrow(() -> new TwintrackException("no threshold for a false-accept rate of %s: there are %s"
                        .formatted(
                                rate,
                                levels.stream()
                                        .map(level -> String.valueOf(level.rate()))
                                        .collect(Collectors.joining(", ")))));
    }
}
