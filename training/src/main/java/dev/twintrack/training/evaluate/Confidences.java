package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far a tracker's confidences can be trusted. A frame is a hit when its box overlaps the truth by more than half; where
 * the object is out of sight every box is a miss. Frames without a confidence (the start) do not count.
 *
 * @param sequences the judged frames of each
 */
record Confidences(List<Judged> sequences) {

    private static final double HIT = 0.5;
    private static final int BINS = 10;
    private static final int THRESHOLDS = 100;

    /**
     * The frames of one take that have a confidence.
     *
     * @param confidence one a frame
     * @param overlap one a frame, 0 where the object is out of sight
     * @param inSight frames of the sequence in which the object is in sight
     */
    record Judged(double[] confidence, double[] overlap, int inSight) {}

    /** The frames of a take of the whole sequence, or nothing from a tracker that gives no confidence. */
    static Optional<Judged> judge(Sequence sequence, Take take) {
        int length = sequence.length();
        if (take.track().length() != length) {
            return Optional.empty();
        }
        double[] overlaps = Overlaps.of(sequence, take.track());
        int[] frames = IntStream.range(0, length)
                .filter(i -> !Double.isNaN(take.confidences()[i]))
                .filter(i -> !sequence.visible().get(i) || !Double.isNaN(overlaps[i]))
                .toArray();
        if (frames.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Judged(
                Arrays.stream(frames).mapToDouble(i -> take.confidences()[i]).toArray(),
                Arrays.stream(frames)
                        .mapToDouble(i -> sequence.visible().get(i) ? overlaps[i] : 0)
                        .toArray(),
                sequence.visible().get(0, length).cardinality()));
    }

    /** All measures that the frames allow: none without a confidence. */
    Map<Measure, Double> values() {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        if (!sequences.isEmpty()) {
            values.put(Measure.AUROC, auroc());
            values.put(Measure.F1, f1());
            if (areProbabilities()) {
                values.put(Measure.ECE, calibrationError());
            }
        }
        values.values().removeIf(value -> Double.isNaN(value));
        return values;
    }

    private boolean areProbabilities() {
        return sequences.stream()
                .flatMapToDouble(one -> Arrays.stream(one.confidence))
                .allMatch(value -> value >= 0 && value <= 1);
    }

    /**
     * The area under the receiver operating characteristic, as the share of pairs of a hit and a miss that confidence puts
     * in the right order, ties counted half (Mann and Whitney's U). NaN without a hit or without a miss.
     */
    private double auroc() {
        List<double[]> frames = pooled();
        frames.sort(Comparator.comparingDouble(frame -> frame[0]));
        double hits = 0;
        double misses = 0;
        double ordered = 0;
        int i = 0;
        while (i < frames.size()) {
            double hitsHere = 0;
            double missesHere = 0;
            double confidence = frames.get(i)[0];
            for (; i < frames.size() && frames.get(i)[0] == confidence; i++) {
                if (frames.get(i)[1] > HIT) {
                    hitsHere++;
                } else {
                    missesHere++;
                }
            }
            ordered += hitsHere * (misses + missesHere / 2);
            hits += hitsHere;
            misses += missesHere;
        }
        return ordered / (hits * misses);
    }

    /** The confidence and overlap of every frame. */
    private List<double[]> pooled() {
        List<double[]> frames = new ArrayList<>();
        for (Judged one : sequences) {
            for (int i = 0; i < one.confidence.length; i++) {
                frames.add(new double[] {one.confidence[i], one.overlap[i]});
            }
        }
        return frames;
    }

    /**
     * Expected calibration error with ten bins of equal width (Guo et al.: On Calibration of Modern Neural Networks, ICML
     * 2017, section 2): the mean distance of confidence from the share of hits, weighted by the frames in a bin.
     */
    private double calibrationError() {
        double error = 0;
        double frames = 0;
        for (Bin bin : bins()) {
            error += Math.abs(bin.confidence - bin.hits);
            frames += bin.frames;
        }
        return error / frames;
    }

    /** The share of hits against confidence, for the bins that hold frames; nothing unless confidences are probabilities. */
    Optional<Curve> reliability() {
        if (sequences.isEmpty() || !areProbabilities()) {
            return Optional.empty();
        }
        List<Bin> filled = Arrays.stream(bins()).filter(bin -> bin.frames > 0).toList();
        return Optional.of(new Curve(
                Curve.Kind.RELIABILITY,
                filled.stream().mapToDouble(bin -> bin.confidence / bin.frames).toArray(),
                filled.stream().mapToDouble(bin -> bin.hits / bin.frames).toArray()));
    }

    private Bin[] bins() {
        Bin[] bins = new Bin[BINS];
        Arrays.setAll(bins, i -> new Bin());
        for (double[] frame : pooled()) {
            Bin bin = bins[Math.min(BINS - 1, (int) (frame[0] * BINS))];
            bin.frames++;
            bin.confidence += frame[0];
            bin.hits += frame[1] > HIT ? 1 : 0;
        }
        return bins;
    }

    /**
     * The best F-measure over a hundred thresholds of confidence (Lukežič et al.: Performance Evaluation Methodology for
     * Long-Term Single-Object Tracking, 2021): precision is the mean overlap of the frames above the threshold, recall the
     * sum of their overlaps over the frames in sight; both are averaged over sequences.
     */
    private double f1() {
        double[] sorted = sequences.stream()
                .flatMapToDouble(one -> Arrays.stream(one.confidence))
                .sorted()
                .toArray();
        double best = 0;
        for (int i = 0; i < THRESHOLDS; i++) {
            double threshold = sorted[(int) ((long) i * (sorted.length - 1) / (THRESHOLDS - 1))];
            Mean precision = new Mean();
            Mean recall = new Mean();
            for (Judged one : sequences) {
                double sum = 0;
                int kept = 0;
                for (int k = 0; k < one.confidence.length; k++) {
                    if (one.confidence[k] >= threshold) {
                        sum += one.overlap[k];
                        kept++;
                    }
                }
                precision.add(kept == 0 ? 1 : sum / kept);
                recall.add(sum / one.inSight);
            }
            double product = 2 * precision.value() * recall.value();
            double f1 = product / (precision.value() + recall.value());
            best = f1 > best ? f1 : best;
        }
        return best;
    }

    /** Sums over the frames with a confidence in some tenth. */
    private static final class Bin {
        private double frames;
        private double confidence;
        private double hits;
    }
}
