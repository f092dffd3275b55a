package dev.twintrack.streams.demo;

import dev.twintrack.StageTimes;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.streams.KafkaTopic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came out of the demonstration.
 *
 * @param clip what was tracked
 * @param score how well
 * @param took from the first frame read to the last event delivered, decoding and annotating included
 * @param times of the tracker alone
 * @param published events that the tracker gave to Kafka
 * @param consumed events that were read back
 * @param topic where they went
 * @param files what is left to look at
 */
record DemoReport(
        SceneOptions clip,
        TruthSink.Score score,
        Duration took,
        StageTimes times,
        long published,
        long consumed,
        KafkaTopic topic,
        DemoFiles files) {

    /** Below this mean overlap the target was not followed. */
    private static final double POOR = 0.25;

    /** What is not as it should be; empty when all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (score.frames() != clip.frames()) {
            problems.add("%d frames were read of the %d that were written".formatted(score.frames(), clip.frames()));
        }
        if (consumed != published) {
            problems.add("%d events were published, but %d came back".formatted(published, consumed));
        }
        if (score.overlap() < POOR) {
            problems.add(format("the mean overlap with the truth is %.2f, below %.2f", score.overlap(), POOR));
        }
        return problems;
    }

    void print(PrintWriter out) {
        double seconds = took.toNanos() / 1e9;
        double alone = times.total() / 1e6 / Math.max(1, times.updates());
        line(out, "clip", "%d frames of %d x %d pixels", clip.frames(), clip.width(), clip.height());
        line(
                out,
                "speed",
                "%.0f frames/s in the tracker (%.1f ms each); %.1f s with decoding, drawing and publishing",
                1000 / alone,
                alone,
                seconds);
        line(
                out,
                "overlap",
                "%.2f with the truth, mean over the %d frames with the target in sight",
                score.overlap(),
                score.inSight());
        line(
                out,
                "hidden",
                "%d frames under the bridge, %d of them reported as lost",
                score.hidden(),
                score.lostWhileHidden());
        line(
                out,
                "events",
                "%d published to Kafka, %d consumed (topic %s at %s)",
                published,
                consumed,
                topic.name(),
                topic.bootstrapServers());
        out.println();
        line(out, "watch", "%s", files.video());
        line(out, "look at", "%s", files.pictures());
        line(out, "read", "%s", files.events());
    }

    private static void line(PrintWriter out, String name, String text, Object... values) {
        out.println(format("  %-9s", name) + format(text, values));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
