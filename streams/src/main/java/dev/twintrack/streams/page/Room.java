package dev.twintrack.streams.page;

import java.util.function.IntSupplier;

/**
 * How much of its past each of the shown streams may hold, so that many of them do not take more memory than a few.
 *
 * @param streams how many are shown
 */
record Room(IntSupplier streams) {

    private static final long PICTURE_BYTES = 256L << 20;
    private static final long MOST_PICTURE_BYTES = 96L << 20;
    private static final int EVENTS = 500_000;
    private static final int MOST_EVENTS = 200_000;

    /** Bytes of pictures for one stream. */
    long pictureBytes() {
        return Math.min(MOST_PICTURE_BYTES, PICTURE_BYTES / Math.max(1, streams.getAsInt()));
    }

    /** Events for one stream. */
    int events() {
        return Math.min(MOST_EVENTS, EVENTS / Math.max(1, streams.getAsInt()));
    }
}
