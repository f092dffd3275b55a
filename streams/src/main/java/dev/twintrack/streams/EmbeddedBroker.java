package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker inside this process: one node, broker and KRaft controller at once, reachable from this machine
 * only. For demonstrations and tests; it creates topics when they are first used. Safe for any thread once started.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final int port;
    private final Optional<Path> temporary;

    private EmbeddedBroker(KafkaRaftServer server, int port, Optional<Path> temporary) {
        this.server = server;
        this.port = port;
        this.temporary = temporary;
    }

    /** A broker on a free port whose data is gone when it is closed. */
    public static EmbeddedBroker start() {
        try {
            Path folder = Files.createTempDirectory("twintrack-broker-");
            return start(folder, 0, Map.of(), Optional.of(folder));
        } catch (IOException e) {
            throw new TwintrackException("cannot make a temporary folder for the broker: " + e.getMessage(), e);
        }
    }

    /**
     * A broker whose data stays in a folder, and is there again when a broker is started on it again.
     *
     * @param folder empty or missing for a new broker
     * @param port 0 for a free one
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /**
     * A broker like {@link #start(Path, int)} with further settings of Kafka's brokers, which win over ours: TLS for its
     * listener, which is called {@code CLIENTS}, or no topics made by asking for them.
     */
    public static EmbeddedBroker start(Path folder, int port, Map<String, String> brokerSettings) {
        return start(folder, port, brokerSettings, Optional.empty());
    }

    /** {@code HOST:PORT} for clients on this machine. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        temporary.ifPresent(EmbeddedBroker::delete);
    }

    private static EmbeddedBroker start(
            Path folder, int wantedPort, Map<String, String> brokerSettings, Optional<Path> temporary) {
        for (int attempt = 1; ; attempt++) {
            int[] free = freePorts();
            int port = wantedPort == 0 ? free[0] : wantedPort;
            Map<String, String> settings = settings(folder, port, free[1]);
            settings.putAll(brokerSettings);
            KafkaConfig config = new KafkaConfig(settings, false);
            format(folder);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedBroker(server, port, temporary);
            } catch (RuntimeException e) {
                server.shutdown();
                server.awaitShutdown();
                // Between our look and the broker's, somebody else may have taken a port.
                if (attempt == ATTEMPTS || wantedPort != 0 || !isTakenPort(e)) {
                    temporary.ifPresent(EmbeddedBroker::delete);
                    throw new TwintrackException(
                            "cannot start a Kafka broker on port %d: %s".formatted(port, e.getMessage()), e);
                }
            }
        }
    }

    private static void format(Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(new ByteArrayOutputStream())) {
            Files.createDirectories(folder);
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) {
            throw new TwintrackException(
                    "cannot prepare folder %s for a Kafka broker: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        // One node holds every replica of the broker's own topics.
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // What somebody who died left open is given up within a second of its time-out.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // Small and quick: no waiting for further members, no handing over on shutdown, little memory.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        return settings;
    }

    /** Two different ports of the loopback address that nobody has at the moment. */
    private static int[] freePorts() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine", e);
        }
    }

    private static boolean isTakenPort(Throwable e) {
        return e != null && (e instanceof BindException || isTakenPort(e.getCause()));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException | UncheckedIOException e) {
            // The system clears its temporary folder.
        }
    }
}
