package dev.twintrack.training.data;

import java.util.List;
import picocli.CommandLine.Option;

/** The option of the command line that says which annotated videos are taken. */
public final class VideoChoice {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME=FORMAT:PATH",
            description = "Annotated videos, as for 'prepare'. May be given often.")
    private List<String> sources;

    /** Made by picocli. */
    public VideoChoice() {}

    /**
     * What was named, not read yet.
     *
     * @throws dev.twintrack.TwintrackException when a text is no source
     */
    public List<DataSource> sources() {
        return sources.stream().map(DataSource::parse).toList();
    }

    /** What was written. */
    @Override
    public String toString() {
        return sources.toString();
    }
}
