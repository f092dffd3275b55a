package dev.twintrack.streams.observe;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Changes of state as text for people and for grep. */
record TextLog(PrintWriter out, InstantSource clock) implements StateLog {

    @Override
    public void tell(Change change) {
        String about = change.stream().orElse("-")
                + change.track().map(track -> "/" + track).orElse("");
        out.println("%s %-16s %s %s"
                .formatted(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        change.what(),
                        oneLine(about),
                        oneLine(change.words())));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
