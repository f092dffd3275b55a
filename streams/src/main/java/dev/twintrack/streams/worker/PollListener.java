package dev.twintrack.streams.worker;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells {@link AtHand} what each poll of the worker's consumer brings. Made by Kafka, by its name. */
public final class PollListener implements ConsumerInterceptor<byte[], byte[]> {

    /** The setting of the consumer that holds the {@link AtHand} itself. */
    static final String AT_HAND = "twintrack.at.hand";

    private AtHand atHand;

    /** For Kafka. */
    public PollListener() {}

    @Override
    public void configure(Map<String, ?> settings) {
        atHand = (AtHand) settings.get(AT_HAND);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        atHand.arrived(records);
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
