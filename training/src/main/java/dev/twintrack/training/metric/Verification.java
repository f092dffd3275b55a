package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Verification: do two crops show the same thing? Measured on genuine pairs (they do) and impostor pairs (they do not)
 * over all thresholds (ISO/IEC 19795-1 names the rates). Immutable.
 */
public final class Verification {

    /** Ascending, negated for similarities, so that smaller is closer. */
    private final double[] genuine;

    private final double[] impostor;
    private final boolean largerIsCloser;
    private final Optional<DistanceTable> table;

    private Verification(double[] genuine, double[] impostor, boolean largerIsCloser, Optional<DistanceTable> table) {
        if (genuine.length == 0 || impostor.length == 0) {
            throw new TwintrackException("verification with %d genuine and %d impostor pairs: give some of both"
                    .formatted(genuine.length, impostor.length));
        }
        this.genuine = genuine;
        this.impostor = impostor;
        this.largerIsCloser = largerIsCloser;
        this.table = table;
    }

    /**
     * From the distances of pairs.
     *
     * @throws TwintrackException when either kind is missing or a distance is NaN
     */
    public static Verification of(double[] genuine, double[] impostor, boolean largerIsCloser) {
        return of(genuine, impostor, largerIsCloser, Optional.empty());
    }

    /** From all pairs of a set: of a set compared with itself, each pair once. */
    public static Verification of(Points points, Distance distance) {
        DistanceTable table = new DistanceTable(points, distance);
        DoubleStream.Builder genuine = DoubleStream.builder();
        DoubleStream.Builder impostor = DoubleStream.builder();
        for (int i = 0; i < table.queries(); i++) {
            for (int j = points.relations().self() ? i + 1 : 0; j < table.references(); j++) {
                (table.positive(i, j) ? genuine : impostor).add(table.at(i, j));
            }
        }
        return of(genuine.build().toArray(), impostor.build().toArray(), distance.largerIsCloser(), Optional.of(table));
    }

    private static Verification of(
            double[] genuine, double[] impostor, boolean largerIsCloser, Optional<DistanceTable> table) {
        return new Verification(
                ascending(genuine, largerIsCloser), ascending(impostor, largerIsCloser), largerIsCloser, table);
    }

    /** Number of genuine pairs. */
    public int genuinePairs() {
        return genuine.length;
    }

    /** Number of impostor pairs. */
    public int impostorPairs() {
        return impostor.length;
    }

    /** The chance that a genuine pair is closer than an impostor pair, ties counting half: the area under the ROC curve. */
    public double areaUnderCurve() {
        double sum = 0;
        for (double value : genuine) {
            sum += impostor.length - (countBelow(impostor, value) + countAtMost(impostor, value)) / 2.0;
        }
        return sum / ((double) genuine.length * impostor.length);
    }

    /** The error rate where as many impostors are accepted as genuine pairs are rejected, between the curve's points. */
    public double equalErrorRate() {
        RocPoint before = new RocPoint(0, 0);
        for (RocPoint point : curve()) {
            double lead = point.falseAccept() - (1 - point.trueAccept());
            if (lead >= 0) {
                double lag = (1 - before.trueAccept()) - before.falseAccept();
                double share = lag + lead == 0 ? 0 : lag / (lag + lead);
                return before.falseAccept() + share * (point.falseAccept() - before.falseAccept());
            }
            before = point;
        }
        throw new AssertionError("the curve ends at (1, 1)");
    }

    /**
     * The ROC curve: what is accepted at each threshold that changes it, from nothing to everything.
     */
    public List<RocPoint> curve() {
        double[] thresholds = DoubleStream.concat(Arrays.stream(genuine), Arrays.stream(impostor))
                .sorted()
                .distinct()
                .toArray();
        List<RocPoint> points = new ArrayList<>(thresholds.length + 1);
        points.add(new RocPoint(0, 0));
        for (double threshold : thresholds) {
            points.add(new RocPoint(
                    (double) countAtMost(impostor, threshold) / impostor.length,
                    (double) countAtMost(genuine, threshold) / genuine.length));
        }
        return points;
    }

    /** Whether there are impostor pairs enough to tell a false-accept rate from 0. */
    public boolean measures(double falseAcceptRate) {
        return falseAcceptRate * impostor.length >= 1;
    }

    /**
     * The loosest threshold whose false accepts are at most the given share, with Wilson's intervals, which suppose that
     * no two pairs share a thing.
     *
     * @param falseAcceptRate above 0, below 1
     * @throws TwintrackException when there are too few impostor pairs to measure it
     */
    public OperatingPoint at(double falseAcceptRate) {
        Settings.require(
                falseAcceptRate > 0 && falseAcceptRate < 1,
                "false-accept rate %s: give a number between 0 and 1",
                falseAcceptRate);
        Settings.require(
                measures(falseAcceptRate),
                "a false-accept rate of %s needs at least %.0f impostor pairs, got %d: give more crops or a greater rate",
                falseAcceptRate,
                Math.ceil(1 / falseAcceptRate),
                impostor.length);
        double rejected = impostor[(int) Math.floor(falseAcceptRate * impostor.length)];
        double closer = Math.max(below(genuine, rejected), below(impostor, rejected));
        double threshold = closer == Double.NEGATIVE_INFINITY ? rejected : (closer + rejected) / 2;
        return new OperatingPoint(
                largerIsCloser ? -threshold : threshold,
                largerIsCloser,
                Rate.wilson(countBelow(impostor, threshold), impostor.length),
                Rate.wilson(countBelow(genuine, threshold), genuine.length));
    }

    /**
     * As {@link #at(double)}, for verification made {@linkplain #of(Points, Distance) from points}, with intervals over the
     * things that their labels name: how the rates would vary with other things. A bootstrap of 1000 resamples.
     */
    public OperatingPoint at(double falseAcceptRate, RandomGenerator random) {
        Settings.require(table.isPresent(), "intervals over things need labelled points, not bare distances");
        return new ThingBootstrap(table.get(), largerIsCloser).interval(at(falseAcceptRate), random);
    }

    /** A point of the ROC curve: the shares of impostor and genuine pairs that are accepted. */
    public record RocPoint(double falseAccept, double trueAccept) {}

    private static double[] ascending(double[] values, boolean largerIsCloser) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            Settings.require(!Double.isNaN(values[i]), "a pair's distance is not a number");
            sorted[i] = largerIsCloser ? -values[i] : values[i];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** The greatest value below a limit, or negative infinity. */
    private static double below(double[] sorted, double limit) {
        int count = countBelow(sorted, limit);
        return count == 0 ? Double.NEGATIVE_INFINITY : sorted[count - 1];
    }

    private static int countBelow(double[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int countAtMost(double[] sorted, double limit) {
        return countBelow(sorted, Math.nextUp(limit));
    }
}
