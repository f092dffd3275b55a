package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A verb of the tests alone, that fails as it is told: what any verb's failures look like from outside. */
@Command(name = "fail", hidden = true, description = "Fails.")
public final class FaultyVerb implements Verb {

    /** The ways to fail. */
    public enum Way {
        MENDABLE,
        UNEXPECTED,
        ERROR
    }

    @Parameters(paramLabel = "WAY")
    private Way way;

    @Override
    public Integer call() {
        switch (way) {
            case MENDABLE -> throw new TwintrackException("box 1,2,0,4 is empty: give a width above 0");
            case UNEXPECTED -> throw new IllegalStateException("first line\nsecond line");
            case ERROR -> throw new NoClassDefFoundError("some/Native");
            default -> throw new AssertionError(way);
        }
    }
}
