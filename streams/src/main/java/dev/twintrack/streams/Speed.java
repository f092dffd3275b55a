package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Device;
import dev.twintrack.Frame;
import dev.twintrack.Look;
import dev.twintrack.StageTimes;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The same targets followed through the same frames again and again.
 *
 * @param frames held in memory, all of one size
 * @param boxes the targets on the first of them
 */
record Speed(List<Frame> frames, List<Box> boxes) {

    /** Follows the targets {@code runs} times; the first {@code warmUp} frames of each run are not counted. */
    Result run(Tracker tracker, int warmUp, int runs) {
        List<StageTimes> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            List<Target> targets =
                    boxes.stream().map(box -> tracker.start(frames.get(0), box)).toList();
            follow(tracker, targets, frames.subList(1, warmUp + 1));
            StageTimes before = tracker.times();
            follow(tracker, targets, frames.subList(warmUp + 1, frames.size()));
            all.add(difference(tracker.times(), before));
        }
        all.sort(Comparator.comparingLong(StageTimes::total));
        return new Result(all.get(runs / 2), frames.size() - warmUp - 1, runs);
    }

    private static void follow(Tracker tracker, List<Target> targets, List<Frame> frames) {
        for (Frame frame : frames) {
            tracker.update(
                    targets.stream().map(target -> new Look(target, frame)).toList());
        }
    }

    private static StageTimes difference(StageTimes after, StageTimes before) {
        return new StageTimes(
                after.updates() - before.updates(),
                after.crop() - before.crop(),
                after.encoder() - before.encoder(),
                after.correlation() - before.correlation(),
                after.rest() - before.rest());
    }

    /**
     * What came out.
     *
     * @param times of the run in the middle
     * @param frames counted in that run
     * @param runs how many there were
     */
    record Result(StageTimes times, int frames, int runs) {

        /** A table of milliseconds a frame, and how they were measured. */
        String report(TrackerOptions options, Speed test) {
            Frame first = test.frames().get(0);
            String where = options.device() == Device.CPU
                    ? "CPU, %d thread%s".formatted(options.threads(), options.threads() == 1 ? "" : "s")
                    : "GPU";
            String head = "%d x %d pixels, %d target%s, %s; median of %d runs of %d frames%n%n"
                    .formatted(
                            first.width(),
                            first.height(),
                            test.boxes().size(),
                            test.boxes().size() == 1 ? "" : "s",
                            where,
                            runs,
                            frames);
            return head
                    + line("stage", "ms a frame", "share")
                    + stage("crop", times.crop())
                    + stage("encoder", times.encoder())
                    + stage("correlation", times.correlation())
                    + stage("rest", times.rest())
                    + stage("total", times.total())
                    + "%n%s frames a second%n".formatted(number(1e9 * frames / times.total(), 0));
        }

        private String stage(String name, long nanos) {
            return line(name, number(nanos / 1e6 / frames, 2), number(100.0 * nanos / times.total(), 0) + " %");
        }

        private static String line(String name, String milliseconds, String share) {
            return "%-12s %11s %7s%n".formatted(name, milliseconds, share);
        }

        private static String number(double value, int decimals) {
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
    }
}
