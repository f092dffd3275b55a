package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.util.List;

/** The protocols by name, and which of them a data set is published with. */
final class Protocols {

    private static final List<String> NAMES = List.of(
            "got10k", "pysot", "matlab", "tre", "sre", "vot2015", "vot2016", "vot2017", "vot2018", "vot2019",
            "vot2020");

    private Protocols() {}

    /**
     * The protocol of that name; {@code got10k} means another one for GOT-10k itself than for the rest. The typical lengths
     * of the supervised challenges are those of the VOT toolkit's own settings.
     */
    static Protocol<?> named(String name, Layout layout) {
        return switch (name) {
            case "got10k" -> layout == Layout.GOT10K ? new Got10kProtocol() : new OpeProtocol(OpeToolkit.GOT10K);
            case "pysot" -> new OpeProtocol(OpeToolkit.PYSOT);
            case "matlab" -> new OpeProtocol(OpeToolkit.MATLAB);
            case "tre" -> new PerturbedProtocol(Starts.TRE);
            case "sre" -> new PerturbedProtocol(Starts.SRE);
            case "vot2015", "vot2016" -> new SupervisedProtocol(name, 108, 371);
            case "vot2017", "vot2018" -> new SupervisedProtocol(name, 100, 356);
            case "vot2019" -> new SupervisedProtocol(name, 46, 291);
            case "vot2020" -> new MultiStartProtocol();
            default ->
                throw new TwintrackException(
                        "there is no protocol '%s': choose from %s".formatted(name, String.join(", ", NAMES)));
        };
    }

    /** The protocol that goes without saying. */
    static Protocol<?> standard(Layout layout) {
        return named(
                switch (layout) {
                    case OTB, GOT10K, UAV123, VIDEO -> "got10k";
                    case LASOT -> "matlab";
                    case VOT -> "vot2018";
                },
                layout);
    }
}
