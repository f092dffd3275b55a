package dev.twintrack.streams.worker;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many bytes the broker inside this process has taken in, by topic: its own figures. */
final class BrokerBytes {

    private static final String FIGURES = "kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic=*";

    private BrokerBytes() {}

    static Map<String, Long> now() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, Long> bytes = new TreeMap<>();
        try {
            for (ObjectName figure : server.queryNames(new ObjectName(FIGURES), null)) {
                bytes.put(figure.getKeyProperty("topic"), ((Number) server.getAttribute(figure, "Count")).longValue());
            }
        } catch (JMException e) {
            throw new IllegalStateException("the broker inside this process gives no figures", e);
        }
        return bytes;
    }

    /** What came in between for topics whose names end like this. */
    static long between(Map<String, Long> before, Map<String, Long> after, String topic) {
        return after.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(topic))
                .mapToLong(entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
                .sum();
    }
}
