package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verb {@code inspect-data}: shows what training will see. */
@Command(
        name = "inspect-data",
        mixinStandardHelpOptions = true,
        description = "Counts what a crop store holds and draws template / search pairs as the network will see them.")
public final class InspectDataCommand implements Verb {

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "Folder that 'prepare' wrote.")
    private Path store;

    @Option(names = "--sheet", paramLabel = "PNG", description = "Where to write the contact sheet.")
    private Path sheet;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Pairs on the contact sheet (default: ${DEFAULT-VALUE}).")
    private int pairs = 24;

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Pairs side by side on the contact sheet (default: ${DEFAULT-VALUE}).")
    private int columns = 4;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the pairs (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--part", paramLabel = "PART", description = "TRAIN or VALIDATION (default: ${DEFAULT-VALUE}).")
    private Split part = Split.TRAIN;

    @Override
    public Integer call() {
        CropStore crops = CropStore.open(store);
        System.out.print(Counts.of(crops).table());
        if (sheet != null) {
            PairBatch batch =
                    PairSampler.of(crops, PairOptions.defaults(), part, seed).batch(0, pairs);
            try {
                ImageIO.write(ContactSheet.of(batch, columns), "png", sheet.toFile());
            } catch (IOException e) {
                throw new TwintrackException(
                        "contact sheet %s cannot be written: %s".formatted(sheet, e.getMessage()), e);
            }
        }
        return 0;
    }
}
