package dev.twintrack.streams.delivery;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Sink;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that publishes the life cycle of a stream and says what was accepted, until it is killed. */
final class Accepting {

    private static final int MOST = 50_000;

    private Accepting() {}

    /** Arguments: broker, topic, outbox, first sequence. */
    public static void main(String[] args) throws InterruptedException {
        KafkaDelivery delivery =
                KafkaDelivery.to(KafkaTopic.of(args[0], args[1])).withOutbox(Path.of(args[2]));
        long first = Long.parseLong(args[3]);
        try (Sink sink = Sink.toKafka(delivery)) {
            for (long i = first; i < first + MOST; i++) {
                EventType type = i % 2 == 0 ? EventType.TRACK_LOST : EventType.TRACK_RECOVERED;
                Event event = Events.track(type, i);
                sink.event(event);
                System.out.println(event.id());
                Thread.sleep(1);
            }
        }
    }

    /** Runs it in a process of its own, kills that in the middle, and answers the ids that it reported as accepted. */
    static List<String> killedAfter(int lines, String servers, String topic, Path outbox, long first)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Accepting.class.getName(),
                        servers,
                        topic,
                        outbox.toString(),
                        Long.toString(first))
                .redirectError(new File(outbox.toString() + ".err"))
                .start();
        List<String> accepted = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                accepted.add(line);
                if (accepted.size() == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || accepted.size() < lines) {
            throw new AssertionError("the process ended after %d lines".formatted(accepted.size()));
        }
        // A line that the kill has cut in half was no report.
        if (!accepted.get(accepted.size() - 1).matches("gate/1/\\d+")) {
            accepted.remove(accepted.size() - 1);
        }
        return accepted;
    }
}
