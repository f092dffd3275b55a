package dev.twintrack.streams.serve;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.streams.Clip;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.delivery.KafkaDelivery;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bytedeco.javacpp.Pointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Eight cameras with a target each, a broker with its data on disk, and a fault every minute: a camera killed, the broker
 * stopped and started again, a stream replaced, commands that are none, the disk of the outbox full. Prints memory and
 * counts, and at the end which events of the life cycle were accepted and never arrived.
 */
final class ServeSoak implements AutoCloseable {

    private static final int STREAMS = 8;
    private static final String TOPIC = "soak";
    private static final long BEGIN = System.nanoTime();

    private final Path folder;
    private final Optional<Path> smallDisk;
    private final int port;
    private final PictureServer cameras = new PictureServer(10);
    private final Tracker tracker = Tracker.open(TrackerOptions.defaults());
    private final LivePage page = LivePage.open(new PageAddress("localhost", 0));
    private final Accepted accepted;
    private final Streams streams;
    private final Commands commands;
    private EmbeddedBroker broker;

    /** Everything on its way to Kafka, noted before it goes. */
    private static final class Accepted implements Sink {

        private final Sink kafka;
        private final Set<String> lifeCycle = ConcurrentHashMap.newKeySet();
        private final AtomicLong updates = new AtomicLong();

        Accepted(Sink kafka) {
            this.kafka = kafka;
        }

        @Override
        public void event(Event event) {
            kafka.event(event);
            if (event.type() == EventType.TRACK_UPDATED) {
                updates.incrementAndGet();
            } else {
                lifeCycle.add(event.id());
            }
        }
    }

    private ServeSoak(Path folder, Optional<Path> smallDisk, int port) {
        this.folder = folder;
        this.smallDisk = smallDisk;
        this.port = port;
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), port);
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), TOPIC);
        this.accepted = new Accepted(Sink.toKafka(
                KafkaDelivery.to(topic).withOutbox(smallDisk.orElse(folder).resolve("outbox"))));
        this.streams =
                new Streams(tracker, Optional.of(accepted), Optional.of(page), Plans.unobserved(), ServeSoak::say);
        this.commands = new Commands(streams, Gallery.empty());
    }

    /**
     * Runs it.
     *
     * @param smallDisk a folder on a file system of some tens of megabytes, to keep the outbox on and to fill up; without it that
     *     fault is left out
     * @return how many events of the life cycle were accepted and did not arrive
     */
    static int soak(Duration time, Duration betweenFaults, Optional<Path> smallDisk)
            throws InterruptedException, IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("serve-soak");
        try (ServeSoak soak = new ServeSoak(folder, smallDisk, port)) {
            return soak.run(time, betweenFaults);
        } finally {
            say("left in " + folder);
        }
    }

    private int run(Duration time, Duration between) throws InterruptedException, IOException {
        for (int i = 0; i < STREAMS; i++) {
            start("cam-" + i);
        }
        long end = System.nanoTime() + time.toNanos();
        for (int fault = 0; System.nanoTime() < end; fault++) {
            long next = Math.min(end, System.nanoTime() + between.toNanos());
            while (System.nanoTime() < next) {
                Thread.sleep(Math.min(10_000, Math.max(1, (next - System.nanoTime()) / 1_000_000)));
                state();
            }
            if (System.nanoTime() < end) {
                fault(fault);
            }
        }
        streams.close();
        accepted.kafka.finish();
        accepted.kafka.losses().forEach(ServeSoak::say);
        return compare();
    }

    private void fault(int number) throws InterruptedException, IOException {
        String id = "cam-" + number % STREAMS;
        switch (number % (smallDisk.isPresent() ? 5 : 4)) {
            case 0 -> {
                say("FAULT: camera %s killed for 5 s".formatted(id));
                cameras.hangUp(id);
                Thread.sleep(5000);
                cameras.takeUp(id);
            }
            case 1 -> {
                say("FAULT: broker stopped for 20 s");
                broker.close();
                Thread.sleep(20_000);
                broker = EmbeddedBroker.start(folder.resolve("broker"), port);
            }
            case 2 -> {
                say("FAULT: stream %s replaced".formatted(id));
                streams.stop(id, "soak");
                start(id);
            }
            case 3 -> {
                say("FAULT: 100 commands that are none");
                for (int i = 0; i < 100; i++) {
                    commands.take("{\"id\":\"%d\",\"command\":\"stop\"%s".formatted(i, "}".repeat(i % 3)));
                }
            }
            default -> fillDisk();
        }
    }

    /** The broker is away as well for a while, so that events have nowhere to go. */
    private void fillDisk() throws InterruptedException, IOException {
        Path filler = smallDisk.orElseThrow().resolve("filler");
        long written = 0;
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (byte[] block = new byte[1 << 12]; ; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            say("FAULT: disk of the outbox full after %d kB (%s), broker stopped for 10 s"
                    .formatted(written >> 10, full.getMessage()));
        }
        broker.close();
        Thread.sleep(10_000);
        broker = EmbeddedBroker.start(folder.resolve("broker"), port);
        Thread.sleep(5_000);
        Files.delete(filler);
    }

    private void start(String id) {
        StreamConfig plan = Plans.parsed("{id: %s, address: '%s', targets: [{box: '20,40,24,24', track: square}]}"
                .formatted(id, cameras.address(id)));
        if (!plan.targets().get(0).box().equals(Clip.truth(0))) {
            throw new IllegalStateException("the box is not the clip's");
        }
        streams.start(plan, Optional.empty());
    }

    private void state() throws IOException {
        Runtime java = Runtime.getRuntime();
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        say(String.format(
                Locale.ROOT,
                "heap %d MB, resident %d MB, native of JavaCPP %d MB, threads %d; frames %d, rounds %d, life cycle %d,"
                        + " updates %d",
                (java.totalMemory() - java.freeMemory()) >> 20,
                resident >> 10,
                Pointer.totalBytes() >> 20,
                Thread.activeCount(),
                streams.tally().frames(),
                streams.tally().rounds(),
                accepted.lifeCycle.size(),
                accepted.updates.get()));
    }

    /** What the topic holds against what was accepted. */
    private int compare() {
        Set<String> arrived = new HashSet<>();
        long twice = 0;
        long updates = 0;
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition all = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            long end = consumer.endOffsets(List.of(all)).get(all);
            while (consumer.position(all) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode event = JsonMapper.shared().readTree(record.value());
                    if (event.get("type").asString().equals("track.updated")) {
                        updates++;
                    } else if (!arrived.add("%s/%s/%s"
                            .formatted(
                                    event.get("stream").asString(),
                                    event.path("track").asString(""),
                                    event.get("sequence").asString()))) {
                        twice++;
                    }
                }
            }
        }
        Set<String> missing = new HashSet<>(accepted.lifeCycle);
        missing.removeAll(arrived);
        say("life cycle: %d accepted, %d arrived, %d missing, %d twice; updates: %d accepted, %d arrived"
                .formatted(
                        accepted.lifeCycle.size(),
                        arrived.size(),
                        missing.size(),
                        twice,
                        accepted.updates.get(),
                        updates));
        missing.stream().sorted().limit(20).forEach(id -> say("missing: " + id));
        return missing.size();
    }

    @Override
    public void close() {
        streams.close();
        accepted.kafka.close();
        page.close();
        tracker.close();
        cameras.close();
        broker.close();
    }

    private static void say(String line) {
        System.out.printf(Locale.ROOT, "%6.0f s  %s%n", (System.nanoTime() - BEGIN) / 1e9, line);
    }
}
