package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link CropStore}, or goes on with one that was broken off. Pixels are appended to pack files of at most 1.5
 * GB; a sequence counts once its line stands in the index, and what was appended after the last such line is overwritten.
 * The index has a temporary name until {@link #finish}. Not safe for use by several threads.
 */
final class StoreWriter implements AutoCloseable {

    /** Where bytes were put. */
    record Place(int shard, long offset) {}

    static final String INDEX = "index.jsonl";
    static final String PARTIAL = "index.jsonl.part";
    static final String OPTIONS = "options.json";
    private static final long SHARD_BYTES = 1_500_000_000L;

    private final Path folder;
    private final long maxBytes;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Set<String> done = new HashSet<>();
    private final FileChannel index;
    private FileChannel pack;
    private int shard;
    private long end;
    private long total;

    private StoreWriter(Path folder, long maxBytes) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.index = FileChannel.open(
                folder.resolve(PARTIAL), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        recover();
        this.pack = open(shard);
    }

    /**
     * Opens a folder for writing.
     *
     * @param description of the sources and options, one line; must equal that of the earlier run that is continued
     * @param maxBytes bound on the pixels' size on disk
     */
    static StoreWriter open(Path folder, String description, long maxBytes) {
        try {
            Files.createDirectories(folder);
            Path options = folder.resolve(OPTIONS);
            if (Files.exists(options) && !Files.readString(options).equals(description)) {
                throw new TwintrackException(
                        "%s was prepared from other sources or with other options: give an empty folder"
                                .formatted(folder));
            }
            if (Files.exists(folder.resolve(INDEX))) {
                throw new TwintrackException("%s is complete already: nothing to do".formatted(folder));
            }
            Files.writeString(options, description);
            return new StoreWriter(folder, maxBytes);
        } catch (IOException e) {
            throw new TwintrackException("crop store %s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Reads the lines that stand, drops a torn last one, and finds where pixels go on. */
    private void recover() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(PARTIAL));
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        index.truncate(whole);
        index.position(whole);
        List<String> lines =
                new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
        for (String line : lines) {
            StoredSequence sequence = json.readValue(line, StoredSequence.class);
            done.add(key(sequence.dataset(), sequence.name()));
            for (Patch patch : sequence.patches()) {
                total += patch.bytes();
                if (patch.shard() > shard || patch.shard() == shard && patch.offset() >= end) {
                    shard = patch.shard();
                    end = patch.offset() + patch.bytes();
                }
            }
        }
    }

    private FileChannel open(int number) throws IOException {
        return FileChannel.open(CropStore.shard(folder, number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static String key(String dataset, String name) {
        return dataset + "/" + name;
    }

    /** Whether an earlier run has stored the sequence. */
    boolean has(String dataset, String name) {
        return done.contains(key(dataset, name));
    }

    /** Appends pixels; they are lost unless the sequence is committed. */
    Place append(byte[] bgr) {
        total += bgr.length;
        if (total > maxBytes) {
            throw new TwintrackException(("crop store %s would exceed %d MB: allow more with --max-size, "
                            + "or keep less with --max-frames or --context-side")
                    .formatted(folder, maxBytes / 1_000_000));
        }
        try {
            if (end + bgr.length > SHARD_BYTES) {
                pack.close();
                shard++;
                end = 0;
                pack = open(shard);
            }
            Place place = new Place(shard, end);
            ByteBuffer buffer = ByteBuffer.wrap(bgr);
            while (buffer.hasRemaining()) {
                end += pack.write(buffer, end);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("crop store %s cannot be written".formatted(folder), e);
        }
    }

    /** Puts the sequence's line into the index: from here on it counts. */
    void commit(StoredSequence sequence) {
        try {
            ByteBuffer line =
                    ByteBuffer.wrap((json.writeValueAsString(sequence) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                index.write(line);
            }
            done.add(key(sequence.dataset(), sequence.name()));
        } catch (IOException e) {
            throw new UncheckedIOException("index of crop store %s cannot be written".formatted(folder), e);
        }
    }

    /** Gives the index its name: the store is complete. */
    void finish() {
        try {
            pack.truncate(end);
            pack.force(true);
            index.force(true);
            Files.move(folder.resolve(PARTIAL), folder.resolve(INDEX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("crop store %s cannot be completed".formatted(folder), e);
        }
    }

    @Override
    public void close() {
        try {
            pack.close();
            index.close();
        } catch (IOException e) {
            throw new UncheckedIOException("crop store %s cannot be closed".formatted(folder), e);
        }
    }
}
