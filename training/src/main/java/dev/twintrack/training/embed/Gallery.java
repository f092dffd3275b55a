package dev.twintrack.training.embed;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.metric.Distance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A few embedded examples of each of some classes; names new pictures by the class whose mean is nearest (Snell, Swersky
 * and Zemel, "Prototypical Networks for Few-shot Learning", NeurIPS 2017, section 2.2). Immutable.
 *
 * @param names the classes
 * @param embeddings the examples, one row each
 * @param labels the class of each example, an index into {@code names}
 */
public record Gallery(List<String> names, float[][] embeddings, int[] labels) {

    public Gallery {
        names = List.copyOf(names);
        if (names.isEmpty() || embeddings.length != labels.length) {
            throw new TwintrackException("gallery of %d classes, %d examples and %d labels: give some of each"
                    .formatted(names.size(), embeddings.length, labels.length));
        }
    }

    /**
     * Embeds a folder that has a folder of pictures for each class, named after it. Each picture shows its thing from
     * edge to edge.
     */
    public static Gallery read(Path folder, Embedder embedder) {
        List<String> names = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path kind : Pictures.folders(folder)) {
            List<Path> pictures = Pictures.in(kind);
            if (!pictures.isEmpty()) {
                names.add(kind.getFileName().toString());
            }
            for (Path picture : pictures) {
                rows.add(whole(embedder, picture));
                labels.add(names.size() - 1);
            }
        }
        if (names.isEmpty()) {
            throw new TwintrackException(
                    "%s holds no folders with pictures: make a folder of pictures for each class".formatted(folder));
        }
        return new Gallery(
                names,
                rows.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The embedding of a whole picture. */
    static float[] whole(Embedder embedder, Path picture) {
        Frame frame = Pictures.read(picture);
        return embedder.embed(frame, new Box(0, 0, frame.width(), frame.height()));
    }

    /**
     * A class and how similar its mean is.
     *
     * @param similarity cosine in {@code [-1, 1]}
     */
    public record Match(String name, double similarity) {}

    /** All classes, the most similar first. */
    public List<Match> matches(float[] embedding) {
        List<Match> matches = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            matches.add(new Match(names.get(label), Distance.cosine().between(embedding, mean(label))));
        }
        matches.sort(Comparator.comparingDouble(Match::similarity).reversed());
        return matches;
    }

    private float[] mean(int label) {
        float[] mean = new float[embeddings[0].length];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 0; k < mean.length && labels[i] == label; k++) {
                mean[k] += embeddings[i][k];
            }
        }
        return mean;
    }
}
