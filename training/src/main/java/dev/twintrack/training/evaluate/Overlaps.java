package dev.twintrack.training.evaluate;

/** Plain overlaps frame by frame, for looking at a track and for judging confidences; no protocol's score. */
final class Overlaps {

    private Overlaps() {}

    /** Intersection over union of the upright boxes; NaN where the object is out of sight or the track has no row. */
    static double[] of(Sequence sequence, Trajectory track) {
        Trajectory truth = sequence.truth().upright();
        Trajectory result = track.in(truth.origin()).upright();
        double[] overlaps = new double[truth.length()];
        for (int i = 0; i < overlaps.length; i++) {
            boolean comparable = i < result.length() && sequence.visible().get(i);
            overlaps[i] = comparable ? RowGeometry.overlap(result.row(i), truth.row(i)) : Double.NaN;
        }
        return overlaps;
    }
}
