/**
 * The way of events to Kafka, and what holds while the broker is away.
 *
 * <pre>
 * Pipeline --Event--&gt; KafkaSink --Letter--&gt; EventQueue --&gt; Publisher --record--&gt; broker
 *                        |  life cycle, before event() returns    |  acknowledged
 *                        +-------------&gt; Outbox (disk) &lt;----------+
 * </pre>
 *
 * A {@link dev.twintrack.streams.delivery.KafkaDelivery} says what is wanted, and
 * {@link dev.twintrack.streams.Sink#toKafka} starts it. Two {@linkplain dev.twintrack.streams.delivery.Encoding
 * encodings} carry the same fields; {@link dev.twintrack.streams.delivery.TrackEventSerde} reads and writes both in other
 * Java programs.
 */
package dev.twintrack.streams.delivery;
