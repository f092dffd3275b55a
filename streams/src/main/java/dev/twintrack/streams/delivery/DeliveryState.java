package dev.twintrack.streams.delivery;

/**
 * How delivery to Kafka stands at a moment.
 *
 * @param accepted events that were to be published so far, those left by an earlier process included
 * @param delivered of these, acknowledged by the broker
 * @param waiting events that wait for their turn, in memory
 * @param outbox events that the outbox on disk holds; 0 without one
 * @param thinned updates that went to make room
 * @param unwritten events of the life cycle that could not be kept as promised: the disk of the outbox is full or out of
 *     reach, or too many wait
 * @param reachable whether the broker has answered lately, or has not been asked anything
 */
public record DeliveryState(
        long accepted, long delivered, long waiting, long outbox, long thinned, long unwritten, boolean reachable) {}
