package dev.twintrack.streams.worker;

import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.streams.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code twintrack load}: how many streams one worker follows. Broker, cameras and readers are in this process, the worker
 * is one of its own; all share the machine. For those who measure Twintrack, and so not among the verbs that help lists.
 */
@Command(
        name = "load",
        hidden = true,
        description = "Measures how many streams a worker on this machine follows, and prints a table in Markdown.")
public final class LoadVerb implements Verb {

    /** Fewer of the frames offered than this were looked at: the machine is full. */
    private static final double FULL = 0.95;

    private static final Duration WARM_UP = Duration.ofSeconds(4);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "WxH",
            defaultValue = "320x240,640x360,1280x720",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> sizes;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "10", description = "Of each stream. Default: 10.")
    private double fps;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "A row. Default: 10.")
    private int seconds;

    @Option(names = "--most-streams", paramLabel = "N", defaultValue = "128", description = "Default: 128.")
    private int mostStreams;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Of the worker's network. Default: the cores, 4 at most.")
    private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        WorkerTopics topics = WorkerTopics.defaults();
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Cluster cluster = new Cluster(broker.bootstrapServers(), Map.of());
            cluster.prepare(topics, 16, Duration.ofMinutes(1));
            Process worker = worker(cluster);
            try (LatencyLog all = new LatencyLog(cluster, topics.events(), false);
                    LatencyLog committed = new LatencyLog(cluster, topics.events(), true)) {
                out.printf(
                        "One worker with %d threads on %d cores that broker, cameras and readers share; %s frames a second a"
                                + " stream, one target each; %d s a row.%n%n",
                        threads, Runtime.getRuntime().availableProcessors(), number(fps), seconds);
                out.println("| size | streams | looked at | p50 ms | p99 ms | committed p50 ms | p99 ms | frames MB/s"
                        + " | events kB/s | state kB/s | worker's cores |");
                out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
                for (String size : sizes) {
                    rows(out, cluster, topics, pictures(size), worker, all, committed);
                }
            } finally {
                worker.destroy();
                if (!worker.waitFor(20, TimeUnit.SECONDS)) {
                    worker.destroyForcibly();
                }
            }
        }
        try (Tracker tracker = Tracker.open()) {
            out.println();
            out.println(StateCost.measure(tracker, pictures(sizes.get(0))).report());
        }
        return 0;
    }

    private void rows(
            PrintWriter out,
            Cluster cluster,
            WorkerTopics topics,
            LoadPictures pictures,
            Process worker,
            LatencyLog all,
            LatencyLog committed) {
        double lookedAt = 1;
        for (int streams = 1; streams <= mostStreams && lookedAt >= FULL; streams *= 2) {
            try (LoadStreams load = new LoadStreams(cluster, topics, pictures, streams, fps)) {
                awaitFirst(load, all, worker);
                // Java is slow before it has seen its work for a while.
                load.play(streams == 1 ? WARM_UP.multipliedBy(4) : WARM_UP);
                Map<String, Long> before = BrokerBytes.now();
                Duration busy = cpu(worker);
                long begin = System.currentTimeMillis();
                all.measure(begin, Long.MAX_VALUE);
                committed.measure(begin, Long.MAX_VALUE);
                load.play(Duration.ofSeconds(seconds));
                double time = (System.currentTimeMillis() - begin) / 1e3;
                Map<String, Long> after = BrokerBytes.now();
                double cores = cpu(worker).minus(busy).toMillis() / 1e3 / time;
                LatencyLog.Summary soon = all.summary();
                LatencyLog.Summary late = committed.summary();
                lookedAt = soon.count() / (streams * fps * time);
                out.printf(
                        "| %d x %d | %d | %s %% | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                        pictures.width(),
                        pictures.height(),
                        streams,
                        number(Math.min(100, 100 * lookedAt)),
                        number(soon.median()),
                        number(soon.p99()),
                        number(late.median()),
                        number(late.p99()),
                        number(BrokerBytes.between(before, after, topics.frames()) / 1e6 / time),
                        number(BrokerBytes.between(before, after, topics.events()) / 1e3 / time),
                        number(BrokerBytes.between(before, after, "-changelog") / 1e3 / time),
                        number(cores));
                out.flush();
            }
        }
    }

    /** The worker, once it has come to its partitions. */
    private void awaitFirst(LoadStreams load, LatencyLog all, Process worker) {
        all.measure(0, Long.MAX_VALUE);
        for (int i = 0; all.summary().count() == 0; i++) {
            if (i > 120 || !worker.isAlive()) {
                throw new TwintrackException("the worker does not work: try 'twintrack worker' by itself");
            }
            load.play(Duration.ofSeconds(1));
        }
    }

    private Process worker(Cluster cluster) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.twintrack.streams.Main",
                        "worker",
                        "--kafka",
                        cluster.servers(),
                        "--threads",
                        Integer.toString(threads))
                .inheritIO()
                .start();
    }

    private static LoadPictures pictures(String size) {
        if (!size.matches("\\d{2,4}x\\d{2,4}")) {
            throw new TwintrackException("size '%s' is not WIDTHxHEIGHT".formatted(size));
        }
        String[] sides = size.split("x");
        return LoadPictures.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 85);
    }

    private static Duration cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String number(double value) {
        String form = Math.abs(value) >= 20 ? "%.0f" : Math.abs(value) >= 1 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
