package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture;
import dev.twintrack.training.data.Appearance;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.Filling;
import dev.twintrack.training.data.Motion;
import dev.twintrack.training.data.PairOptions;
import dev.twintrack.training.data.PairSampler;
import dev.twintrack.training.data.Share;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.data.StoreOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is learnt from.
 *
 * @param store folder of crops that {@code prepare} made
 * @param sources data sets as {@code NAME=FORMAT:PATH}: what the store is made of when it is not there yet, and where
 *     the clips come from that the tracker is run on
 * @param more further stores, such as one of regions that nobody annotated in the same pictures; what {@code store} holds back is
 *     left out of them
 * @param hard store that {@code prepare --hard} made of the places that {@code mine} found; empty for none
 * @param hardShare of the pairs of an object with such places, how many show one
 * @param batch pairs in a batch
 * @param workers threads that draw pairs
 * @param ahead batches drawn ahead
 * @param shares the mixture of data sets; empty for all alike
 * @param heldBack share of the sequences held back for validation
 * @param negatives share of pairs without the target
 * @param motion shifts, scales, flips
 * @param appearance colour, blur, occlusion, look-alikes
 * @param stills filling of crops from stills
 * @param videos filling of crops from videos
 */
record DataConfig(
        String store,
        List<String> sources,
        List<String> more,
        String hard,
        double hardShare,
        int batch,
        int workers,
        int ahead,
        List<Share> shares,
        double heldBack,
        double negatives,
        Motion motion,
        Appearance appearance,
        Filling stills,
        Filling videos) {

    private static final long MOST_BYTES = 8_000_000_000L;

    DataConfig {
        shares = List.copyOf(shares);
        sources = List.copyOf(sources);
        more = List.copyOf(more);
        if (!(hardShare >= 0 && hardShare <= 1)) {
            throw new TwintrackException("data.hardShare is %s: give a share from 0 to 1".formatted(hardShare));
        }
        if (batch < 1 || workers < 1 || ahead < 1) {
            throw new TwintrackException("data.batch, data.workers and data.ahead want at least 1");
        }
    }

    static DataConfig defaults() {
        PairOptions options = PairOptions.defaults();
        return new DataConfig(
                "",
                List.of(),
                List.of(),
                "",
                0.3,
                16,
                1,
                6,
                options.shares(),
                options.heldBack(),
                options.negatives(),
                options.motion(),
                options.appearance(),
                options.stills(),
                options.videos());
    }

    PairOptions pairs(Architecture network) {
        return new PairOptions(
                network.templateSize(),
                network.searchSize(),
                network.searchFactor(),
                false,
                shares,
                heldBack,
                negatives,
                motion,
                appearance,
                stills,
                videos);
    }

    /** Opens the store; makes it first when it is not there and sources say of what. */
    CropStore open(PrintWriter console) {
        if (store.isEmpty()) {
            throw new TwintrackException("data.store is empty: name a folder that 'prepare' made, or one to make");
        }
        Path folder = Path.of(store);
        if (!Files.exists(folder) && !sources.isEmpty()) {
            console.printf("preparing %s from %s%n", folder, String.join(", ", sources));
            console.flush();
            CropStore.prepare(
                    folder, parsedSources(), StoreOptions.defaults(), Optional.empty(), MOST_BYTES, new Quiet(console));
        }
        return withMore(CropStore.open(folder));
    }

    /** A store and those of {@code more}. */
    CropStore withMore(CropStore first) {
        CropStore all = first;
        for (String other : more) {
            all = all.with(CropStore.open(Path.of(other)), heldBack);
        }
        return all;
    }

    /** Draws pairs from one part of the store; mistakes of an earlier model are for training alone. */
    PairSampler sampler(CropStore crops, PairOptions options, Split split, long seed) {
        PairSampler sampler = PairSampler.of(crops, options, split, seed);
        return hard.isEmpty() || split != Split.TRAIN
                ? sampler
                : sampler.withHardNegatives(CropStore.open(Path.of(hard)), hardShare);
    }

    List<DataSource> parsedSources() {
        return sources.stream().map(DataSource::parse).toList();
    }

    /** A store made on the way to training says only what is wrong with its sources. */
    private record Quiet(PrintWriter console) implements CropStore.Progress {

        @Override
        public void done(String dataset, int sequences, int total) {}

        @Override
        public void unread(Skips skips) {
            skips.counts().forEach((reason, count) -> console.printf("left out, %s: %d%n", reason, count));
        }
    }
}
