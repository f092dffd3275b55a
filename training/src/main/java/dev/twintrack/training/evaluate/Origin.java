package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the coordinates of result files count from. A result begins with the box that the tracker was started on; where
 * these are the data set's own, digit for digit, the files are in the data set's coordinates, whatever was declared.
 *
 * @param value 0 or 1
 * @param note what a reader must know, when the files and what was declared are at odds
 */
record Origin(int value, Optional<String> note) {

    private static final double SAME = 0.01;

    static Origin of(Map<String, List<Path>> files, List<SequenceRef> sequences, int declared) {
        int own = 0;
        int zeroBased = 0;
        int published = declared;
        for (SequenceRef reference : sequences) {
            Optional<Trajectory> truth = truth(reference, files);
            if (truth.isPresent()) {
                double[] first = first(files.get(reference.name()).get(0));
                published = truth.get().origin();
                own += same(first, truth.get().row(0)) ? 1 : 0;
                zeroBased += same(first, truth.get().in(0).row(0)) ? 1 : 0;
            }
        }
        if (own > 0 && own >= zeroBased && published != declared) {
            return new Origin(
                    published,
                    Optional.of("read as %d-based: the first boxes of %d files are those of the data set itself"
                            .formatted(published, own)));
        }
        if (zeroBased > own && declared == 1) {
            return new Origin(
                    declared,
                    Optional.of("read as 1-based, but the first boxes of %d files are 0-based".formatted(zeroBased)));
        }
        return new Origin(declared, Optional.empty());
    }

    private static Optional<Trajectory> truth(SequenceRef reference, Map<String, List<Path>> files) {
        if (!files.containsKey(reference.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(reference.read().truth().upright());
        } catch (TwintrackException e) {
            // Reported with its reason when the sequence is scored.
            return Optional.empty();
        }
    }

    private static double[] first(Path file) {
        try {
            List<double[]> rows = NumberTable.read(file);
            return rows.isEmpty() ? new double[0] : rows.get(0);
        } catch (TwintrackException e) {
            // Likewise.
            return new double[0];
        }
    }

    private static boolean same(double[] a, double[] b) {
        if (a.length < 4 || b.length < 4) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (!(Math.abs(a[i] - b[i]) < SAME)) {
                return false;
            }
        }
        return true;
    }
}
