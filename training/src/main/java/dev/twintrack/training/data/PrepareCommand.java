package dev.twintrack.training.data;

import dev.twintrack.Verb;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code prepare}: writes a {@link CropStore}. */
@Command(
        name = "prepare",
        description =
                "Cuts the surroundings of every annotated object out of pictures and videos, once, so that training "
                        + "need not decode them again. Broken off, it goes on where it stopped.")
public final class PrepareCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME=FORMAT:PATH",
            description = {
                "A data set, such as stills=voc:/data/VOC2007. May be given often.",
                "FORMAT is voc, coco, video (NAME.mp4 with MOTChallenge rows in NAME.gt.txt), mot, imagenet-vid,"
                        + " youtube-bb, got10k, lasot, otb, pictures or videos (nobody annotated them: targets are"
                        + " found), or synthetic (PATH is a number of clips)."
            })
    private List<String> sources;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the store.")
    private Path out;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description = "Most frames kept of one track, spread evenly (default: ${DEFAULT-VALUE}).")
    private int maxFrames = StoreOptions.defaults().maxFrames();

    @Option(
            names = "--context-side",
            paramLabel = "PIXELS",
            description = "Objects whose context square is larger are shrunk to this (default: ${DEFAULT-VALUE}).")
    private double contextSide = StoreOptions.defaults().contextSide();

    @Option(
            names = "--reach",
            paramLabel = "FACTOR",
            description = "Side of the kept region in search sides (default: ${DEFAULT-VALUE}).")
    private double reach = StoreOptions.defaults().reach();

    @Option(
            names = "--max-size",
            paramLabel = "MB",
            description = "Bound on the size on disk, in megabytes (default: ${DEFAULT-VALUE}).")
    private long maxSize = 8000;

    @Option(
            names = "--hard",
            paramLabel = "FILE",
            description = "Keep only the places on this list of hard negatives, which 'mine' writes.")
    private Path hard;

    @Option(
            names = "--min-side",
            paramLabel = "PIXELS",
            description = "Leave out boxes with a shorter side (default: ${DEFAULT-VALUE}).")
    private double minSide = BoxFilter.defaults().minSide();

    @Option(
            names = "--max-area",
            paramLabel = "SHARE",
            description = "Leave out boxes that fill more of the picture (default: ${DEFAULT-VALUE}).")
    private double maxArea = BoxFilter.defaults().maxArea();

    @Option(
            names = "--max-aspect",
            paramLabel = "RATIO",
            description = "Leave out boxes longer and thinner than this (default: ${DEFAULT-VALUE}).")
    private double maxAspect = BoxFilter.defaults().maxAspect();

    @Option(
            names = "--min-visible",
            paramLabel = "SHARE",
            description = "Leave out boxes with less of them inside the picture (default: ${DEFAULT-VALUE}).")
    private double minVisible = BoxFilter.defaults().minVisible();

    /** Made by picocli. */
    public PrepareCommand() {}

    @Override
    public Integer call() {
        List<DataSource> parsed = sources.stream().map(DataSource::parse).toList();
        BoxFilter filter = new BoxFilter(minSide, BoxFilter.defaults().minArea(), maxArea, maxAspect, minVisible);
        StoreOptions options = new StoreOptions(reach, contextSide, maxFrames, filter);
        PrintWriter report = spec.commandLine().getOut();
        try (Bar bar = new Bar(report)) {
            Optional<HardNegatives> list = Optional.ofNullable(hard).map(HardNegatives::read);
            CropStore.prepare(out, parsed, options, list, maxSize * 1_000_000, bar);
        }
        report.print(DataReport.counts(CropStore.open(out)));
        report.flush();
        return 0;
    }

    /** A bar for each data set, on a terminal only. */
    private static final class Bar implements CropStore.Progress, AutoCloseable {

        private final PrintWriter report;
        private String dataset = "";
        private ProgressBar bar;

        Bar(PrintWriter report) {
            this.report = report;
        }

        @Override
        public void done(String name, int sequences, int total) {
            if (System.console() == null) {
                return;
            }
            if (!name.equals(dataset)) {
                close();
                dataset = name;
                bar = new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(total)
                        .build();
            }
            bar.stepTo(sequences);
        }

        @Override
        public void unread(Skips skips) {
            close();
            skips.counts().forEach((reason, count) -> report.printf("left out: %s: %d%n", reason, count));
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
