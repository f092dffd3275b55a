package dev.twintrack.training.embed;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.Trunk;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.WeightInit;
import java.util.Map;
import java.util.SplittableRandom;

/** Small untrained models: random features of colour and texture. */
public final class TinyModel {

    /** The first fire modules of a SqueezeNet on 63-pixel crops, and a neck of 16 channels. */
    public static final Architecture ARCHITECTURE =
            new Architecture(Trunk.SQUEEZENET, 3, Architecture.Head.CORRELATION, 63, 127, 16, 3, 0, 0);

    private TinyModel() {}

    /** A model with weights of a seed. */
    public static ModelFile of(long seed) {
        ModelCard card = new ModelCard(
                "tiny",
                ARCHITECTURE,
                TrackingSettings.untuned(ARCHITECTURE.head()),
                Map.of("seed", String.valueOf(seed)));
        return new ModelFile(card, WeightInit.random(new TwinNetwork(ARCHITECTURE), new SplittableRandom(seed)));
    }
}
