package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The life cycle on disk, from the moment it is accepted until the broker has it: a RocksDB folder of one process, from
 * position (8 bytes, big-endian) to the event's JSON. {@link #put} hands the event to the operating system, so that the
 * end of the process, however sudden, loses nothing; {@link #sync} makes it safe from a loss of power too. Owns native
 * memory. Safe for any thread, save for {@link #close}, which comes last.
 */
final class Outbox implements AutoCloseable {

    private static final long WRITE_BUFFER = 1 << 20;

    private final Path folder;
    private final Options options;
    private final RocksDB store;
    private volatile boolean dirty;

    private Outbox(Path folder, Options options, RocksDB store) {
        this.folder = folder;
        this.options = options;
        this.store = store;
    }

    /**
     * Opens the outbox in a folder, which is made if it is not there.
     *
     * @throws TwintrackException when it cannot be made, read or written, or another process has it
     */
    static Outbox open(Path folder) {
        loadLibrary(folder);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER)
                .setMaxWriteBufferNumber(4)
                .setMaxOpenFiles(64)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
        try {
            return new Outbox(folder, options, RocksDB.open(options, folder.toString()));
        } catch (RocksDBException e) {
            options.close();
            String mend = e.getMessage().contains("lock")
                    ? "another process publishes from it: give each its own"
                    : "choose another folder (%s)".formatted(e.getMessage());
            throw new TwintrackException("cannot open the outbox %s: %s".formatted(folder, mend), e);
        }
    }

    /** The library comes unpacked beside the data: a process that is killed leaves no copy in the temporary folder. */
    private static void loadLibrary(Path folder) {
        try {
            Path library = Files.createDirectories(folder.resolve("library"));
            NativeLibraryLoader.getInstance().loadLibrary(library.toString());
        } catch (IOException e) {
            throw new TwintrackException(
                    "cannot make the outbox %s: choose a folder that can be written (%s)".formatted(folder, e), e);
        }
    }

    Path folder() {
        return folder;
    }

    /**
     * What is in it, in order.
     *
     * @throws TwintrackException when something in it is no event
     */
    List<Letter> letters() {
        List<Letter> letters = new ArrayList<>();
        try (RocksIterator rest = store.newIterator()) {
            for (rest.seekToFirst(); rest.isValid(); rest.next()) {
                Event event = EventJson.read(new String(rest.value(), StandardCharsets.UTF_8));
                letters.add(new Letter(ByteBuffer.wrap(rest.key()).getLong(), event, true));
            }
            rest.status();
        } catch (RocksDBException | TwintrackException e) {
            throw new TwintrackException(
                    "outbox %s cannot be read: move it away and start with a new one (%s)"
                            .formatted(folder, e.getMessage()),
                    e);
        }
        return letters;
    }

    /** Writes an event down. */
    void put(long position, Event event) throws RocksDBException {
        store.put(key(position), EventJson.write(event).getBytes(StandardCharsets.UTF_8));
        dirty = true;
    }

    /** Forgets an event. */
    void remove(long position) throws RocksDBException {
        store.delete(key(position));
    }

    /** Waits until what was put before is on the disk itself; others may go on putting meanwhile. */
    void sync() throws RocksDBException {
        if (dirty) {
            dirty = false;
            store.syncWal();
        }
    }

    @Override
    public void close() {
        store.close();
        options.close();
    }

    private static byte[] key(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }
}
