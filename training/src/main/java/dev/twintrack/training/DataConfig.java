package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture;
import dev.twintrack.training.data.Appearance;
import dev.twintrack.training.data.Filling;
import dev.twintrack.training.data.Motion;
import dev.twintrack.training.data.PairOptions;
import dev.twintrack.training.data.Share;
import java.util.List;

/**
 * What is learnt from.
 *
 * @param store folder of crops that {@code prepare} made
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

    DataConfig {
        shares = List.copyOf(shares);
        if (batch < 1 || workers < 1 || ahead < 1) {
            throw new TwintrackException("data.batch, data.workers and data.ahead want at least 1");
        }
    }

    static DataConfig defaults() {
        PairOptions options = PairOptions.defaults();
        return new DataConfig(
                "",
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
}
