package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
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
     * @throws TwintrackException when a text is no source
     */
    public List<DataSource> sources() {
        return sources.stream().map(DataSource::parse).toList();
    }

    /**
     * A video of a source.
     *
     * @param name the source's and the sequence's
     */
    public record Video(String name, Sequence sequence) {}

    /**
     * The videos that training holds back.
     *
     * @param share of the sequences held back, in {@code [0, 1)}
     * @throws TwintrackException when there is none, or a source cannot be read
     */
    public List<Video> heldBack(double share) {
        List<Video> held = new ArrayList<>();
        for (DataSource source : sources()) {
            source.read(new Skips()).stream()
                    .filter(sequence -> sequence.footage().moving())
                    .filter(sequence -> Split.VALIDATION.has(source.name(), sequence.name(), share))
                    .forEach(sequence -> held.add(new Video(source.name() + "/" + sequence.name(), sequence)));
        }
        if (held.isEmpty()) {
            throw new TwintrackException(
                    "no held-back video in %s: give a larger --held-back or other sources".formatted(this));
        }
        return held;
    }

    /** What was written. */
    @Override
    public String toString() {
        return sources.toString();
    }
}
