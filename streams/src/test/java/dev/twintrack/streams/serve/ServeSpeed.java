package dev.twintrack.streams.serve;

import com.sun.management.OperatingSystemMXBean;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.streams.Clip;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Pipeline;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.StartTarget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Ten targets over five recordings, served by one tracker against five pipelines with a tracker each. Prints times, for
 * docs/serve.md.
 */
final class ServeSpeed {

    private static final int STREAMS = 5;

    private ServeSpeed() {}

    static void measure(int frames, int rounds, int threads) throws IOException {
        Path folder = Files.createTempDirectory("serve-speed");
        Path clip = Clip.write(folder.resolve("clip.mp4"), frames);
        TrackerOptions options = TrackerOptions.defaults().withThreads(threads);
        try {
            for (int i = 0; i <= rounds; i++) {
                String which = i == 0 ? "warm-up" : "round " + i;
                tell(which + ", served together", frames, () -> together(clip, options));
                tell(which + ", five pipelines", frames, () -> apart(clip, options));
            }
        } finally {
            Files.delete(clip);
            Files.delete(folder);
        }
    }

    private static String together(Path clip, TrackerOptions options) {
        try (Tracker tracker = Tracker.open(options);
                Streams streams =
                        new Streams(tracker, Optional.empty(), Optional.empty(), Plans.unobserved(), line -> {})) {
            TargetConfig target = new TargetConfig(Clip.truth(0), Optional.empty(), Optional.empty());
            for (int i = 0; i < STREAMS; i++) {
                streams.start(Plans.stream("s" + i, clip.toString(), target, target), Optional.empty());
            }
            streams.all().forEach(stream -> stream.ended().join());
            Rounds.Tally tally = streams.tally();
            return String.format(
                    Locale.ROOT,
                    ", %.1f targets a round, %d streams at most",
                    1.0 * tally.looks() / tally.rounds(),
                    tally.most());
        }
    }

    private static String apart(Path clip, TrackerOptions options) {
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String name = "s" + i;
            runs.add(CompletableFuture.runAsync(
                    () -> {
                        try (Tracker tracker = Tracker.open(options);
                                FrameSource source = FrameSource.open(clip.toString(), SourceOptions.defaults())) {
                            StartTarget target = StartTarget.at(Clip.truth(0));
                            new Pipeline(name, source, tracker, List.of()).run(List.of(target, target));
                        }
                    },
                    task -> new Thread(task).start()));
        }
        runs.forEach(CompletableFuture::join);
        return "";
    }

    private interface Work {
        String run();
    }

    private static void tell(String what, int frames, Work work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        String more = work.run();
        double millis = (System.nanoTime() - begin) / 1e6;
        double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f ms, %.0f ms of CPU; for each target and frame %.2f ms, %.2f ms of CPU%s%n",
                what,
                millis,
                cpuMillis,
                millis / (frames * STREAMS * 2),
                cpuMillis / (frames * STREAMS * 2),
                more);
    }
}
