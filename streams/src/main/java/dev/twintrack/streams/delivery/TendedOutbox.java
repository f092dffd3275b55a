package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link Outbox} whose disk may fail. When it does, that is said once, events are no longer kept, and those that are
 * counted, until the folder can be opened again, which is tried every few seconds. Safe for any thread, save for
 * {@link #tend} and {@link #close}, which belong to one.
 */
final class TendedOutbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("delivery");
    private static final long SYNC_AFTER = Duration.ofSeconds(1).toNanos();
    private static final Duration OPEN_AFTER = Duration.ofSeconds(5);

    private final Path folder;
    private final Duration openAfter;
    private final Set<Long> unremoved = new HashSet<>();
    private Outbox outbox;
    private boolean failed;
    private long unwritten;
    private long held;
    private long tended = System.nanoTime();

    /** @throws TwintrackException when there cannot be an outbox in that folder */
    TendedOutbox(Path folder) {
        this(folder, OPEN_AFTER);
    }

    /** @param openAfter how long to wait between attempts to mend */
    TendedOutbox(Path folder, Duration openAfter) {
        this.folder = folder;
        this.openAfter = openAfter;
        this.outbox = Outbox.open(folder);
    }

    Path folder() {
        return folder;
    }

    /** What an earlier process left, in order. */
    synchronized List<Letter> left() {
        try {
            List<Letter> left = outbox.letters();
            held = left.size();
            return left;
        } catch (TwintrackException e) {
            close();
            throw e;
        }
    }

    /** Writes an event down, and answers whether that was possible. */
    synchronized boolean put(long position, Event event) {
        if (!failed) {
            try {
                outbox.put(position, event);
                held++;
                return true;
            } catch (RocksDBException e) {
                fail(e);
            }
        }
        unwritten++;
        return false;
    }

    /** Forgets an event that was put. */
    synchronized void remove(long position) {
        held--;
        if (!failed) {
            try {
                outbox.remove(position);
                return;
            } catch (RocksDBException e) {
                fail(e);
            }
        }
        unremoved.add(position);
    }

    /** Events that it holds. */
    synchronized long held() {
        return held;
    }

    /** Events that could not be written down. */
    synchronized long unwritten() {
        return unwritten;
    }

    /** To be called again and again: makes what was put safe from a loss of power within about a second, and mends. */
    void tend() {
        long idle = System.nanoTime() - tended;
        if (isFailed()) {
            if (idle > openAfter.toNanos()) {
                tended = System.nanoTime();
                openAgain();
            }
        } else if (idle > SYNC_AFTER) {
            tended = System.nanoTime();
            sync();
        }
    }

    @Override
    public void close() {
        sync();
        synchronized (this) {
            failed = true;
            shut();
        }
    }

    private void sync() {
        // Outside the lock: whoever puts an event must not wait for the disk. Only this thread ever closes.
        Outbox open = outbox;
        try {
            if (open != null && !isFailed()) {
                open.sync();
            }
        } catch (RocksDBException e) {
            fail(e);
        }
    }

    private void openAgain() {
        // Outside the lock, as above: while it has failed, nobody else touches it.
        shut();
        try {
            Outbox opened = Outbox.open(folder);
            synchronized (this) {
                outbox = opened;
                for (long position : unremoved) {
                    outbox.remove(position);
                }
                unremoved.clear();
                failed = false;
                LOG.warn("outbox {} can be written again; {} events found no place in it", folder, unwritten);
            }
        } catch (TwintrackException | RocksDBException e) {
            LOG.debug("outbox {} still fails", folder, e);
        }
    }

    private void shut() {
        if (outbox != null) {
            outbox.close();
            outbox = null;
        }
    }

    private synchronized boolean isFailed() {
        return failed;
    }

    private synchronized void fail(RocksDBException e) {
        if (!failed) {
            LOG.warn(
                    "outbox {} cannot be written ({}): make room on its disk; until then events are kept in memory alone",
                    folder,
                    e.getMessage());
            failed = true;
            tended = System.nanoTime();
        }
    }
}
