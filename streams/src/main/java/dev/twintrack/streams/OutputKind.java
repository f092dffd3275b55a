package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The kinds of output files, told apart by their endings. */
public enum OutputKind {
    JSON_LINES(List.of(".jsonl"), (target, source) -> new JsonLinesSink(target)),
    CSV(List.of(".csv"), (target, source) -> new CsvSink(target)),
    RESULT_TEXT(List.of(".txt"), (target, source) -> new ResultTextSink(target)),
    VIDEO(List.of(".mp4", ".avi"), (target, source) -> new AnnotatedVideoSink(target, source.framesPerSecond()));

    private final List<String> endings;
    private final BiFunction<Path, SourceInfo, Sink> opening;

    OutputKind(List<String> endings, BiFunction<Path, SourceInfo, Sink> opening) {
        this.endings = endings;
        this.opening = opening;
    }

    /** @throws TwintrackException when the ending is of no kind */
    public static OutputKind of(Path target) {
        String name = target.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> new TwintrackException("cannot tell the kind of output '%s': end it in %s"
                        .formatted(
                                target,
                                Arrays.stream(values())
                                        .flatMap(kind -> kind.endings.stream())
                                        .collect(Collectors.joining(", ")))));
    }

    Sink open(Path target, SourceInfo source) {
        return opening.apply(target, source);
    }
}
