package dev.twintrack.training.metric;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Intervals for rates over pairs that share things. Crops of one thing look alike, so that a set of T things holds far
 * less evidence than its pairs number. The things are drawn anew, T of T with replacement, many times (the bootstrap of
 * Efron, 1979, over clusters); a pair counts as often as both its things were drawn, a genuine pair as often as its one
 * thing was; the interval lies between the 2.5th and the 97.5th percentile of the rates.
 */
final class ThingBootstrap {

    private static final int RESAMPLES = 1000;

    private final int[] first;
    private final int[] second;
    private final double[] values;
    private final int things;
    private final boolean largerIsCloser;

    /** Over the pairs of a table, each once. */
    ThingBootstrap(DistanceTable table, boolean largerIsCloser) {
        Relations relations = table.points().relations();
        int[] labels = IntStream.concat(
                        Arrays.stream(relations.queryLabels()), Arrays.stream(relations.referenceLabels()))
                .sorted()
                .distinct()
                .toArray();
        IndexPairs pairs = new IndexPairs();
        DoubleStream.Builder all = DoubleStream.builder();
        for (int i = 0; i < table.queries(); i++) {
            for (int j = relations.self() ? i + 1 : 0; j < table.references(); j++) {
                pairs.add(
                        Arrays.binarySearch(labels, relations.queryLabels()[i]),
                        Arrays.binarySearch(labels, relations.referenceLabels()[j]));
                all.add(table.at(i, j));
            }
        }
        this.first = pairs.first();
        this.second = pairs.second();
        this.values = all.build().toArray();
        this.things = labels.length;
        this.largerIsCloser = largerIsCloser;
    }

    /** The same point with intervals over the things. */
    OperatingPoint interval(OperatingPoint point, RandomGenerator random) {
        long[][] accepted = new long[things][things];
        long[][] trials = new long[things][things];
        for (int i = 0; i < values.length; i++) {
            trials[first[i]][second[i]]++;
            accepted[first[i]][second[i]] += point.accepts(values[i]) ? 1 : 0;
        }
        double[] falseAccepts = new double[RESAMPLES];
        double[] trueAccepts = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] drawn = new int[things];
            for (int k = 0; k < things; k++) {
                drawn[random.nextInt(things)]++;
            }
            falseAccepts[i] = share(accepted, trials, drawn, false);
            trueAccepts[i] = share(accepted, trials, drawn, true);
        }
        return new OperatingPoint(
                point.threshold(),
                largerIsCloser,
                between(point.falseAccept(), falseAccepts),
                between(point.trueAccept(), trueAccepts));
    }

    private static double share(long[][] accepted, long[][] trials, int[] drawn, boolean genuine) {
        double hits = 0;
        double all = 0;
        for (int a = 0; a < drawn.length; a++) {
            for (int b = 0; b < drawn.length && drawn[a] > 0; b++) {
                if ((a == b) == genuine) {
                    double weight = genuine ? drawn[a] : (double) drawn[a] * drawn[b];
                    hits += weight * accepted[a][b];
                    all += weight * trials[a][b];
                }
            }
        }
        return all == 0 ? Double.NaN : hits / all;
    }

    /** Resamples without a trial count nowhere. */
    private static Rate between(Rate rate, double[] shares) {
        double[] sorted = Arrays.stream(shares)
                .filter(share -> !Double.isNaN(share))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return rate;
        }
        double low = sorted[(int) Math.floor(0.025 * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil(0.975 * (sorted.length - 1))];
        return new Rate(rate.hits(), rate.trials(), low, high);
    }
}
