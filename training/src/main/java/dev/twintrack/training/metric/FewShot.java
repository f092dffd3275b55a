package dev.twintrack.training.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * N-way K-shot accuracy: of N classes, K examples each are known; how many of the other members does the nearest class
 * mean name rightly (prototypes of Snell, Swersky and Zemel, "Prototypical Networks for Few-shot Learning", NeurIPS 2017,
 * section 2.2)? An equally near wrong mean counts as an error.
 *
 * @param accuracy mean over the episodes
 * @param margin half the width of its 95 % confidence interval over the episodes
 * @param episodes number of episodes
 */
public record FewShot(double accuracy, double margin, int episodes) {

    /**
     * Draws episodes and measures them.
     *
     * @param embeddings one row each; of unit length, if the distance is a cosine
     * @param labels one each; classes of fewer than {@code shots + 1} members are left out
     * @param task ways, shots, queries and episodes
     * @param random draws classes and members
     */
    public static FewShot measure(float[][] embeddings, int[] labels, Distance distance, Task task, Random random) {
        List<List<float[]>> classes =
                new ArrayList<>(byClass(embeddings, labels).values());
        classes.removeIf(members -> members.size() <= task.shots());
        Settings.require(
                classes.size() >= task.ways(),
                "%d-way %d-shot needs %d classes of at least %d members, got %d",
                task.ways(),
                task.shots(),
                task.ways(),
                task.shots() + 1,
                classes.size());
        double[] accuracies = new double[task.episodes()];
        for (int i = 0; i < accuracies.length; i++) {
            accuracies[i] = episode(classes, distance, task, random);
        }
        double mean = Arrays.stream(accuracies).average().orElseThrow();
        double squares =
                Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).sum();
        double deviation = Math.sqrt(squares / Math.max(1, accuracies.length - 1));
        return new FewShot(mean, 1.96 * deviation / Math.sqrt(accuracies.length), accuracies.length);
    }

    /**
     * What an episode asks.
     *
     * @param ways classes to tell apart, at least 2
     * @param shots known examples a class, at least 1
     * @param queries most members a class to name, at least 1
     * @param episodes how often to ask, at least 1
     */
    public record Task(int ways, int shots, int queries, int episodes) {

        public Task {
            Settings.require(ways >= 2, "%d-way: give at least 2 classes", ways);
            Settings.require(shots >= 1, "%d-shot: give at least 1 example", shots);
            Settings.require(queries >= 1 && episodes >= 1, "few-shot task: give at least 1 query and 1 episode");
        }
    }

    private static Map<Integer, List<float[]>> byClass(float[][] embeddings, int[] labels) {
        Map<Integer, List<float[]>> classes = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            classes.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(embeddings[i]);
        }
        return classes;
    }

    private static double episode(List<List<float[]>> classes, Distance distance, Task task, Random random) {
        List<List<float[]>> ways = new ArrayList<>(classes);
        Collections.shuffle(ways, random);
        float[][] means = new float[task.ways()][];
        List<List<float[]>> queries = new ArrayList<>();
        for (int way = 0; way < means.length; way++) {
            List<float[]> members = new ArrayList<>(ways.get(way));
            Collections.shuffle(members, random);
            means[way] = mean(members.subList(0, task.shots()));
            queries.add(members.subList(task.shots(), Math.min(members.size(), task.shots() + task.queries())));
        }
        double right = 0;
        double asked = 0;
        for (int way = 0; way < means.length; way++) {
            for (float[] query : queries.get(way)) {
                right += nearest(query, means, distance) == way ? 1 : 0;
                asked++;
            }
        }
        return right / asked;
    }

    private static float[] mean(List<float[]> rows) {
        float[] mean = new float[rows.get(0).length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.size();
            }
        }
        return mean;
    }

    /** The nearest mean, or -1 when two are equally near. */
    private static int nearest(float[] query, float[][] means, Distance distance) {
        double[] values = distance.between(new float[][] {query}, means)[0];
        int best = 0;
        boolean tied = false;
        for (int i = 1; i < values.length; i++) {
            double excess = distance.excess(values[i], values[best]);
            tied = excess == 0 || tied && excess > 0;
            best = excess < 0 ? i : best;
        }
        return tied ? -1 : best;
    }
}
