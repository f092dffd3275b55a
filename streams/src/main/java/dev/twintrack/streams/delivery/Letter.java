package dev.twintrack.streams.delivery;

import dev.twintrack.streams.Event;

/**
 * An event on its way to the broker.
 *
 * @param position its place among all that were accepted, earlier runs' included: even numbers for what a stream told,
 *     the odd number before one for the gap that is reported ahead of it
 * @param event what it says
 * @param kept whether the outbox on disk has it until the broker does
 */
record Letter(long position, Event event, boolean kept) {

    /** Whether it was put in on the way, and not accepted from a stream. */
    boolean inserted() {
        return inserted(position);
    }

    static boolean inserted(long position) {
        return position % 2 != 0;
    }
}
