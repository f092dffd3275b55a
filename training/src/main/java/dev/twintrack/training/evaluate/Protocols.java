package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The protocols by name, and which of them a data set is published with. */
final class Protocols {

    private static final Map<String, Supplier<Protocol<?>>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("got10k", () -> new OpeProtocol(OpeToolkit.GOT10K));
        BY_NAME.put("pysot", () -> new OpeProtocol(OpeToolkit.PYSOT));
        BY_NAME.put("matlab", () -> new OpeProtocol(OpeToolkit.MATLAB));
        BY_NAME.put("tre", () -> new PerturbedProtocol(Starts.TRE));
        BY_NAME.put("sre", () -> new PerturbedProtocol(Starts.SRE));
        BY_NAME.put("vot2015", () -> new SupervisedProtocol("vot2015", 108, 371));
        BY_NAME.put("vot2016", () -> new SupervisedProtocol("vot2016", 108, 371));
        BY_NAME.put("vot2017", () -> new SupervisedProtocol("vot2017", 100, 356));
        BY_NAME.put("vot2018", () -> new SupervisedProtocol("vot2018", 100, 356));
        BY_NAME.put("vot2019", () -> new SupervisedProtocol("vot2019", 46, 291));
        BY_NAME.put("vot2020", MultiStartProtocol::new);
    }

    private Protocols() {}

    /** The protocol of that name; {@code got10k} means another one for GOT-10k itself than for the rest. */
    static Protocol<?> named(String name, Layout layout) {
        Supplier<Protocol<?>> maker = BY_NAME.get(name);
        if (maker == null) {
            throw new TwintrackException(
                    "there is no protocol '%s': choose from %s".formatted(name, String.join(", ", BY_NAME.keySet())));
        }
        return name.equals("got10k") && layout == Layout.GOT10K ? new Got10kProtocol() : maker.get();
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
