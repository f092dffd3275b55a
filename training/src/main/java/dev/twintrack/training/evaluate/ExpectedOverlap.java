package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * The expected overlap of a tracker on a sequence of a given length, and its average over typical lengths, from supervised
 * runs (Kristan et al.: The Visual Object Tracking VOT2015 challenge results, section 3). A run falls apart into fragments,
 * from each start to the next; after a failure a fragment goes on with zeros for ever, and a fragment that reaches the end
 * of its sequence counts only for the lengths that it has.
 *
 * @param low the shortest typical length, in frames
 * @param high the longest
 */
record ExpectedOverlap(int low, int high) {

    /**
     * The curve against length; its shares are averages weighted by how much of a fragment is tagged.
     *
     * @param sequences the repetitions of each sequence
     * @param tagged the frames of each sequence that count
     * @param overlaps which overlaps of a run to take
     */
    Curve curve(List<List<SupervisedRun>> sequences, List<BitSet> tagged, Function<SupervisedRun, double[]> overlaps) {
        List<Fragment> fragments = new ArrayList<>();
        int longest = 0;
        for (int s = 0; s < sequences.size(); s++) {
            for (SupervisedRun run : sequences.get(s)) {
                double share = 1.0 / sequences.get(s).size();
                fragments.addAll(fragments(run, overlaps.apply(run), tagged.get(s), share));
                longest = Math.max(longest, run.length());
            }
        }
        double[] sums = new double[longest];
        double[] weights = new double[longest];
        for (Fragment fragment : fragments) {
            fragment.addTo(sums, weights);
        }
        double[] expected = new double[longest];
        for (int i = 1; i < longest; i++) {
            expected[i] = weights[i] > 0 ? sums[i] / weights[i] : 0;
        }
        if (longest > 0) {
            expected[0] = 1;
        }
        return new Curve(Curve.Kind.EXPECTED_OVERLAP, Curve.steps(longest, 1), expected);
    }

    /** The average over the typical lengths. */
    double score(Curve curve) {
        Mean mean = new Mean();
        for (int i = low - 1; i < Math.min(high, curve.shares().length); i++) {
            mean.add(curve.shares()[i]);
        }
        return mean.value();
    }

    private static List<Fragment> fragments(SupervisedRun run, double[] overlaps, BitSet tagged, double share) {
        List<Fragment> fragments = new ArrayList<>();
        int start = 0;
        for (int failure : run.failures()) {
            int next = failure + SupervisedPass.SKIP;
            if (next <= run.length()) {
                int end = Math.min(next + 1, run.length());
                double weight = share * count(tagged, start, end) / (next - start + 1);
                fragments.add(new Fragment(overlaps, start, end, true, weight));
                start = next;
            }
        }
        if (start < run.length()) {
            double weight = share * count(tagged, start, run.length()) / (run.length() - start);
            fragments.add(new Fragment(overlaps, start, run.length(), false, weight));
        }
        return fragments;
    }

    private static int count(BitSet tagged, int from, int to) {
        return tagged.get(from, to).cardinality();
    }

    /**
     * A piece of a run.
     *
     * @param from its first frame, the start
     * @param to after its last frame
     * @param failed whether the tracker was lost in it
     */
    private record Fragment(double[] overlaps, int from, int to, boolean failed, double weight) {

        void addTo(double[] sums, double[] weights) {
            double sum = 0;
            for (int i = 1; i < sums.length; i++) {
                boolean inside = from + i < to;
                if (!inside && !failed) {
                    break;
                }
                double overlap = inside ? overlaps[from + i] : 0;
                sum += Double.isNaN(overlap) ? 0 : overlap;
                sums[i] += weight * sum / i;
                weights[i] += weight;
            }
        }
    }
}
