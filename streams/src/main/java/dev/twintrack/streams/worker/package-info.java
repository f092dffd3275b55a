/**
 * Streams beyond one machine. {@code capture} puts a source's frames on a Kafka topic; {@code worker} is a Kafka Streams
 * application that follows targets through them, and any number of workers share the streams of a topic.
 *
 * <p>The way of a frame: {@link dev.twintrack.streams.worker.FrameRecord} on the topic, {@code AtHand} once a poll has
 * brought it, {@code Workplace} which takes the frames at hand of several streams through the tracker as one batch,
 * {@code FrameProcessor} which passes on what came of it and saves the stream's {@code Checkpoint}.
 */
package dev.twintrack.streams.worker;
