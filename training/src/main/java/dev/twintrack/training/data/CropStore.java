package dev.twintrack.training.data;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Patches around annotated objects, written once by {@code prepare} and read at random while training: pixels in
 * memory-mapped pack files, everything else in memory. Safe for use by several threads.
 */
public final class CropStore {

    private final List<StoredSequence> sequences;
    private final List<MappedByteBuffer> shards;

    private CropStore(List<StoredSequence> sequences, List<MappedByteBuffer> shards) {
        this.sequences = List.copyOf(sequences);
        this.shards = List.copyOf(shards);
    }

    /**
     * Opens a prepared folder.
     *
     * @throws TwintrackException when it is missing, incomplete or damaged
     */
    public static CropStore open(Path folder) {
        Path index = folder.resolve(StoreWriter.INDEX);
        if (!Files.exists(index)) {
            throw new TwintrackException(
                    Files.exists(folder.resolve(StoreWriter.PARTIAL))
                            ? "crop store %s is not complete: run 'prepare' on it again, it goes on where it stopped"
                                    .formatted(folder)
                            : "%s is no crop store: make one with 'prepare'".formatted(folder));
        }
        JsonMapper json = JsonMapper.builder().build();
        try (Stream<String> lines = Files.lines(index)) {
            List<StoredSequence> sequences = lines.map(line -> json.readValue(line, StoredSequence.class))
                    .toList();
            return new CropStore(sequences, map(folder, sequences));
        } catch (IOException | JacksonException e) {
            throw new TwintrackException(
                    "crop store %s is damaged: prepare it anew into an empty folder (%s)"
                            .formatted(
                                    folder, e.getMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    private static List<MappedByteBuffer> map(Path folder, List<StoredSequence> sequences) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (StoredSequence sequence : sequences) {
            for (Patch patch : sequence.patches()) {
                while (sizes.size() <= patch.shard()) {
                    sizes.add(0L);
                }
                sizes.set(patch.shard(), Math.max(sizes.get(patch.shard()), patch.offset() + patch.bytes()));
            }
        }
        List<MappedByteBuffer> shards = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Path file = shard(folder, i);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                if (channel.size() < sizes.get(i)) {
                    throw new IOException(
                            "%s is %d bytes long, not %d".formatted(file.getFileName(), channel.size(), sizes.get(i)));
                }
                shards.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, sizes.get(i)));
            }
        }
        return shards;
    }

    /**
     * This store and another. Of the other one, sequences are left out that have the name, apart from a file's ending, of one that
     * is held back here: they may be the same pictures.
     *
     * @param heldBack share of the sequences held back, in {@code [0, 1)}
     */
    public CropStore with(CropStore other, double heldBack) {
        Set<String> held = sequences.stream()
                .filter(own -> Split.VALIDATION.has(own.dataset(), own.name(), heldBack))
                .map(StoredSequence::stem)
                .collect(Collectors.toSet());
        List<StoredSequence> all = new ArrayList<>(sequences);
        other.sequences.stream()
                .filter(added -> !held.contains(added.stem()))
                .map(added -> added.shifted(shards.size()))
                .forEach(all::add);
        List<MappedByteBuffer> packs = new ArrayList<>(shards);
        packs.addAll(other.shards);
        return new CropStore(all, packs);
    }

    static Path shard(Path folder, int number) {
        return folder.resolve("crops-%03d.bgr".formatted(number));
    }

    /**
     * Writes a store of all sources, or goes on with one that was broken off. Frames and annotations that cannot be used
     * are counted and left out.
     *
     * @param hard where given, only the places on this list are kept, for {@link PairSampler#withHardNegatives}
     * @param maxBytes bound on the pixels' size on disk
     * @param progress hears of every sequence
     * @throws TwintrackException when a source cannot be read, the folder holds another store, or the bound is reached
     */
    public static void prepare(
            Path folder,
            List<DataSource> sources,
            StoreOptions options,
            Optional<HardNegatives> hard,
            long maxBytes,
            Progress progress) {
        String description = JsonMapper.builder()
                .build()
                .writeValueAsString(new Description(
                        sources, options, hard.map(list -> list.entries().size())));
        try (StoreWriter writer = StoreWriter.open(folder, description, maxBytes)) {
            Preparation preparation = new Preparation(options, hard);
            Skips unread = new Skips();
            for (DataSource source : sources) {
                List<Sequence> sequences = source.read(unread);
                for (int i = 0; i < sequences.size(); i++) {
                    if (!writer.has(source.name(), sequences.get(i).name())) {
                        preparation.prepare(source.name(), sequences.get(i), writer);
                    }
                    progress.done(source.name(), i + 1, sequences.size());
                }
            }
            progress.unread(unread);
            writer.finish();
        } catch (UncheckedIOException e) {
            throw new TwintrackException(
                    "%s: %s".formatted(e.getMessage(), e.getCause().getMessage()), e);
        }
    }

    private record Description(List<DataSource> sources, StoreOptions options, Optional<Integer> hard) {}

    /** Hears how far {@code prepare} is. */
    public interface Progress {
        void done(String dataset, int sequences, int total);

        /** What the readers left out, once, at the end. */
        void unread(Skips skips);
    }

    public List<StoredSequence> sequences() {
        return sequences;
    }

    /** A copy of the patch's pixels. */
    public Frame pixels(Patch patch) {
        byte[] bgr = new byte[patch.bytes()];
        shards.get(patch.shard()).get((int) patch.offset(), bgr);
        return Frame.wrapBgr(patch.width(), patch.height(), bgr);
    }
}
