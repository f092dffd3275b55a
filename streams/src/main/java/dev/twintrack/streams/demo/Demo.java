package dev.twintrack.streams.demo;

import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Opening;
import dev.twintrack.streams.Pipeline;
import dev.twintrack.streams.ProgressSink;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.Sinks;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.VideoWriter;
import dev.twintrack.streams.delivery.EventTail;
import dev.twintrack.streams.page.PageStream;
import dev.twintrack.streams.page.Playback;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The whole way through Twintrack on a clip of its own: a video file, the tracker, a Kafka broker inside the process, a
 * consumer that reads the events back, and files to look at.
 */
final class Demo {

    private static final double FRAMES_PER_SECOND = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SyntheticScene scene;
    private final DemoFiles files;
    private final DemoPage page;
    private final Supplier<Tracker> opening;

    Demo(SyntheticScene scene, DemoFiles files, DemoPage page, Supplier<Tracker> opening) {
        this.scene = scene;
        this.files = files;
        this.page = page;
        this.opening = opening;
    }

    /** @param done gets the report, before the clip is the person's at the page, if the page stays */
    void run(Consumer<DemoReport> done) throws Exception {
        makeFolder();
        // Broker and model take a second or two to come up: the clip is made meanwhile.
        try (Interruption interruption = new Interruption(PATIENCE);
                Opening<EmbeddedBroker> broker = new Opening<>("broker", EmbeddedBroker::start);
                Opening<Tracker> tracker = new Opening<>("tracker", opening)) {
            record();
            KafkaTopic topic = KafkaTopic.of(broker.get().bootstrapServers(), KafkaTopic.DEFAULT_NAME);
            DemoReport report = follow(tracker.get(), topic, interruption);
            FilmStrip.of(files.video(), scene.frames()).write(files.pictures());
            done.accept(report);
            if (page.stays()) {
                leaveToPerson(tracker.get(), topic, interruption);
            }
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(files.folder());
        } catch (IOException e) {
            throw new TwintrackException(
                    "cannot make the folder %s: choose another with --out".formatted(files.folder()), e);
        }
    }

    private void record() {
        int width = scene.options().width();
        int height = scene.options().height();
        try (VideoWriter video = new VideoWriter(files.clip(), width, height, FRAMES_PER_SECOND)) {
            for (int i = 0; i < scene.frames(); i++) {
                video.write(scene.frame(i).toImage());
            }
            video.finish();
        }
    }

    private DemoReport follow(Tracker tracker, KafkaTopic topic, Interruption interruption) {
        try (Playback source = page.play(files.clip(), false);
                Sinks sinks = new Sinks()) {
            TruthSink truth = sinks.add(new TruthSink(scene));
            sinks.add(Sink.toFile(files.events(), source.info()));
            sinks.add(Sink.toFile(files.video(), source.info()));
            sinks.add(Sink.toKafka(topic));
            if (ProgressSink.wanted()) {
                sinks.add(new ProgressSink(source.info()));
            }
            sinks.add(page.show("demo", source));
            Pipeline pipeline = new Pipeline("demo", source, tracker, sinks.list());
            interruption.stopsBy(() -> pipeline.stop("interrupted"));
            long begin = System.nanoTime();
            pipeline.run(List.of(koi()));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            sinks.losses().forEach(loss -> {
                throw new TwintrackException(loss);
            });
            return new DemoReport(
                    scene.options(),
                    truth.score(),
                    took,
                    tracker.times(),
                    truth.events(),
                    consume(topic),
                    topic,
                    files);
        }
    }

    /** The clip once more, held on its first frame, until Ctrl-C. */
    private void leaveToPerson(Tracker tracker, KafkaTopic topic, Interruption interruption) {
        try (Playback source = page.play(files.clip(), true);
                Sinks sinks = new Sinks()) {
            sinks.add(Sink.toKafka(topic));
            PageStream shown = sinks.add(page.show("your-turn", source));
            Pipeline pipeline = new Pipeline("your-turn", source, tracker, sinks.list());
            shown.commands(pipeline, true);
            interruption.stopsBy(() -> pipeline.stop("interrupted"));
            pipeline.run(List.of());
        }
    }

    private StartTarget koi() {
        return new StartTarget(scene.truth(0).orElseThrow(), Optional.empty(), Optional.of("koi"), Optional.empty());
    }

    /** How many events are there to be read. */
    private static long consume(KafkaTopic topic) {
        AtomicLong count = new AtomicLong();
        try (EventTail tail = new EventTail(topic, true, PATIENCE)) {
            tail.runToEnd(PATIENCE, record -> {
                EventJson.read(record.value());
                count.incrementAndGet();
            });
        }
        return count.get();
    }
}
