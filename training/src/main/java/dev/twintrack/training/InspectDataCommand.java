package dev.twintrack.training;

import dev.twintrack.Verb;
import dev.twintrack.training.data.ContactSheet;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.DataReport;
import dev.twintrack.training.data.PairOptions;
import dev.twintrack.training.data.Split;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code inspect-data}. */
@Command(
        name = "inspect-data",
        description = {
            "Shows what training will see.",
            "Counts a crop store, draws histograms of box sizes and frame gaps, and writes a contact sheet of template and"
                    + " search crops as the network gets them: the target in green (in the template the box that is drawn for"
                    + " it), other objects in red, or orange where the target is not in view."
        })
public final class InspectDataCommand implements Verb {

    /** Enough for the histograms; drawn small, since nobody looks at them. */
    private static final int SAMPLED = 1000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Config file, YAML: its store, mixture, augmentation and crop sizes are shown.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the config, such as data.negatives=0. May be given often.")
    private List<String> settings = List.of();

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Folder that 'prepare' wrote, in place of the config's data.store.")
    private Path store;

    @Option(names = "--sheet", paramLabel = "PNG", description = "Writes a contact sheet to this file.")
    private Path sheet;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "24",
            description = "Pairs on the contact sheet. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--columns",
            paramLabel = "N",
            defaultValue = "4",
            description = "Pairs side by side on the contact sheet. Default: ${DEFAULT-VALUE}.")
    private int columns;

    @Option(
            names = "--part",
            paramLabel = "train|validation",
            defaultValue = "train",
            description = "Which part of the data. Default: ${DEFAULT-VALUE}.")
    private Split part;

    /** Made by picocli. */
    public InspectDataCommand() {}

    @Override
    public Integer call() {
        TrainConfig plan = config == null
                ? ConfigFile.parse("", "settings", settings, TrainConfig.defaults(), TrainConfig.class)
                : ConfigFile.read(config, settings, TrainConfig.defaults(), TrainConfig.class);
        DataConfig data = plan.data();
        PairOptions options = data.pairs(plan.network());
        PrintWriter out = spec.commandLine().getOut();
        CropStore crops = store != null
                ? data.withMore(CropStore.open(store))
                : data.open(spec.commandLine().getErr());
        out.print(DataReport.counts(crops));
        out.print(DataReport.objects(crops));
        out.print(DataReport.pairs(data.sampler(crops, options.withSizes(16, 32), part, plan.seed())
                .batch(0, SAMPLED)));
        if (sheet != null) {
            ContactSheet.write(data.sampler(crops, options, part, plan.seed()).batch(0, pairs), columns, sheet);
        }
        out.flush();
        return 0;
    }
}
