package dev.twintrack.training.evaluate;

import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code evaluate}: runs trackers on a benchmark, or scores results that exist, and writes a report. */
@Command(
        name = "evaluate",
        description = {
            "Measures trackers on a benchmark by the benchmark's own protocol: runs them (--trackers), or scores result "
                    + "files that exist (--results), or both, and writes a report of tables and plots.",
            "Exit status 1 says that a sequence lacks a score; the report says which, and why."
        })
public final class EvaluateCommand implements Verb {

    private static final int FAILURES_EACH = 6;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATASET_DIR", description = "Folder of the data set, as it is published.")
    private Path dataset;

    @Option(
            names = "--layout",
            required = true,
            paramLabel = "LAYOUT",
            description =
                    "How the data set lies on the disk: otb, got10k, lasot, uav123, vot, or video (NAME.mp4 beside "
                            + "NAME.txt, x,y,w,h a frame, 0-based, nan where absent).")
    private Layout layout;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description =
                    "Whose formulas to score by: got10k, pysot, matlab (toolkits of one-pass evaluation); tre, sre "
                            + "(other starts in time or space); vot2015 to vot2019 (supervised), vot2020 (multi-start). Default: "
                            + "vot2018 for vot, matlab for lasot, got10k for the rest.")
    private Optional<String> protocolName = Optional.empty();

    @Option(
            names = "--trackers",
            split = ",",
            paramLabel = "NAME",
            description = "Trackers to run: twin, and OpenCV's csrt, kcf, mil, mosse, medianflow, nano, vit.")
    private List<String> trackers = List.of();

    @Option(
            names = "--results",
            split = ",",
            paramLabel = "DIR",
            description = "Result files to score: SEQUENCE.txt with x,y,w,h a line, or as GOT-10k's and VOT's toolkits "
                    + "lay them out; a folder of one tracker, or of several.")
    private List<Path> results = List.of();

    @Option(names = "--one-based", description = "The result files count pixels from 1, not from 0.")
    private boolean oneBased;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for report.json, report.csv, index.html, plots, and a folder of results a tracker.")
    private Path out;

    @Option(
            names = "--sequences",
            split = ",",
            paramLabel = "NAME",
            description = "Only these sequences; a text file stands for the names in it.")
    private List<String> sequences = List.of();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Passes over each sequence, one-pass or supervised, whose scores are averaged (default: "
                    + "${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that a tracker may use (default: the processor's cores, at most 4).")
    private int threads = TrackerOptions.defaults().threads();

    @Option(names = "--model", paramLabel = "FILE", description = "Model of twin (default: the bundled one).")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--nano-backbone", paramLabel = "FILE", description = "ONNX file that nano needs.")
    private Optional<Path> nanoBackbone = Optional.empty();

    @Option(names = "--nano-head", paramLabel = "FILE", description = "ONNX file that nano needs.")
    private Optional<Path> nanoHead = Optional.empty();

    @Option(names = "--vit-model", paramLabel = "FILE", description = "ONNX file that vit needs.")
    private Optional<Path> vitModel = Optional.empty();

    @Option(names = "--resume", description = "Keep the results in --out that are whole, and run the rest.")
    private boolean resume;

    /** Made by picocli. */
    public EvaluateCommand() {}

    @Override
    public Integer call() {
        if (trackers.isEmpty() && results.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give --trackers to run, or --results to score");
        }
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat is %d: give at least 1".formatted(repeat));
        }
        Protocol<?> protocol = protocolName
                .<Protocol<?>>map(name -> Protocols.named(name, layout))
                .orElseGet(() -> Protocols.standard(layout));
        return evaluate(protocol);
    }

    private <S extends SequenceScore> int evaluate(Protocol<S> protocol) {
        List<SequenceRef> chosen = chosen();
        PrintWriter console = spec.commandLine().getOut();
        List<TrackerScore> scores = new ArrayList<>();
        try (Sources sources = sources(protocol, chosen);
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), System.console() != null)) {
            for (TakeSource source : sources.all()) {
                scores.add(new Benchmark<>(protocol).score(source, chosen, progress));
            }
        }
        Report.Setting setting = new Report.Setting(
                dataset,
                layout,
                protocol.name(),
                chosen.size(),
                InstantSource.system().instant(),
                Machine.describe());
        Report report = Report.of(setting, protocol, scores);
        write(report, chosen);
        console.print(ConsoleTable.of(report));
        console.printf("Report: %s%n", out.resolve("index.html"));
        console.flush();
        return report.isComplete() ? 0 : 1;
    }

    private Sources sources(Protocol<?> protocol, List<SequenceRef> chosen) {
        TrackerOptions options = TrackerOptions.defaults().withThreads(threads);
        Contender.Setup setup =
                new Contender.Setup(model.map(options::withModel).orElse(options), nanoBackbone, nanoHead, vitModel);
        List<Contender> contenders = trackers.stream()
                .distinct()
                .map(name -> Contender.named(name, setup))
                .toList();
        Sources sources = new Sources();
        try {
            results.forEach(folder -> ResultFolder.list(folder, protocol, chosen, oneBased ? 1 : 0)
                    .forEach(sources::add));
            contenders.forEach(
                    one -> sources.add(new LiveTakes(one, protocol, out.resolve(one.name()), repeat, resume)));
            return sources;
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    private List<SequenceRef> chosen() {
        List<SequenceRef> all = layout.list(dataset);
        List<String> names = sequences.stream().flatMap(this::names).distinct().toList();
        return names.isEmpty()
                ? all
                : names.stream().map(name -> named(name, all)).toList();
    }

    private Stream<String> names(String name) {
        return name.endsWith(".txt") && Files.isRegularFile(Path.of(name))
                ? NumberTable.lines(Path.of(name)).stream().map(String::strip).filter(line -> !line.isEmpty())
                : Stream.of(name);
    }

    private SequenceRef named(String name, List<SequenceRef> all) {
        return all.stream()
                .filter(one -> ResultFolder.key(one.name()).equals(ResultFolder.key(name)))
                .findFirst()
                .orElseThrow(() -> new TwintrackException("there is no sequence '%s' in %s".formatted(name, dataset)));
    }

    private void write(Report report, List<SequenceRef> chosen) {
        List<Failures.Failure> failures = report.trackers().stream()
                .flatMap(tracker -> Failures.worst(tracker, chosen, FAILURES_EACH).stream())
                .toList();
        TextFile.write(out.resolve("report.json"), ReportJson.of(report));
        TextFile.write(out.resolve("report.csv"), ReportCsv.of(report));
        PngCharts.write(report, out);
        TextFile.write(out.resolve("index.html"), HtmlReport.of(report, failures));
    }
}
