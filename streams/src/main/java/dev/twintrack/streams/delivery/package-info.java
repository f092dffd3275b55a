/** The way of events to Kafka: what a user may choose about it, and what holds while the broker is away. */
package dev.twintrack.streams.delivery;
