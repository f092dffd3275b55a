package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.Trunk;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.WeightInit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long runs do not grow. Everything is real but the network's size: a small one with random weights, so that thousands
 * of frames take seconds.
 */
class PipelineMemoryTest {

    private static final int FRAMES = 8_000;

    /** Until then the heap and what native libraries keep may still grow to what they need. */
    private static final int SETTLED = 4_000;

    /** So many frames before each look the heap is collected: it gives pages back with a delay. */
    private static final int BEFORE = 100;

    /** In MB. The heap of a JVM that has run other tests moves by some tens; 30 kB lost on every frame would be more than this. */
    private static final int FLAT = 96;

    @TempDir
    Path folder;

    @Test
    void residentSizeStaysFlatOverThousandsOfFrames() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "the resident size is read from Linux's /proc");
        Path clip = Clip.write(folder.resolve("clip.mp4"), FRAMES);
        ResidentSize resident = new ResidentSize();
        try (Tracker tracker =
                        Tracker.open(smallModel(), TrackerOptions.defaults().withThreads(1));
                FrameSource source = FrameSource.open(clip.toString(), SourceOptions.defaults());
                Sinks sinks = new Sinks()) {
            for (String name : List.of("a.jsonl", "a.csv", "a.txt", "a.mp4")) {
                sinks.add(Sink.toFile(folder.resolve(name), source.info()));
            }
            sinks.add(resident);
            new Pipeline("long", source, tracker, sinks.list()).run(List.of(StartTarget.at(Clip.truth(0))));
        }
        System.out.printf(
                "resident size: %d MB after %d frames, %d MB after %d%n",
                resident.settled, SETTLED, resident.last, FRAMES);
        assertThat(resident.last - resident.settled).isLessThan(FLAT);
    }

    private static ModelFile smallModel() {
        Architecture architecture =
                new Architecture(Trunk.SQUEEZENET, 2, Architecture.Head.ANCHOR_FREE, 31, 63, 16, 2, 8, 1);
        TrackingSettings settings = TrackingSettings.untuned(Architecture.Head.ANCHOR_FREE);
        ModelCard card = new ModelCard("small", architecture, settings, Map.of());
        return new ModelFile(card, WeightInit.random(new TwinNetwork(architecture), new Random(1)));
    }

    /** Looks at the process's memory, in MB, at two points of the way. */
    private static final class ResidentSize implements Sink {

        private long settled;
        private long last;

        @Override
        public void frame(TimedFrame frame, List<TrackView> tracks) {
            if (frame.index() == SETTLED - BEFORE || frame.index() == FRAMES - 1 - BEFORE) {
                System.gc();
            } else if (frame.index() == SETTLED) {
                settled = now();
            } else if (frame.index() == FRAMES - 1) {
                last = now();
            }
        }

        private static long now() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .findFirst()
                                .orElseThrow()
                        / 1024;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
