package dev.twintrack.streams;

import java.nio.file.Path;
import java.util.Locale;

/** One row a target and frame, with a header, quoted as RFC 4180 says. The box of a lost target is left empty. */
final class CsvSink implements Sink {

    private final TextFile file;

    CsvSink(Path target) {
        file = new TextFile(target);
        file.line("frame,time,track,label,status,x,y,w,h,confidence");
    }

    @Override
    public void event(Event event) {
        if (event instanceof TrackEvent track && track.type() != EventType.TRACK_ENDED) {
            file.line(row(track));
        }
    }

    @Override
    public void finish() {
        file.finish();
    }

    @Override
    public void close() {
        file.close();
    }

    private static String row(TrackEvent event) {
        String box = event.box().map(CsvSink::numbers).orElse(",,,");
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%s,%s,%s,%s,%.4f",
                event.at().index(),
                event.at().mediaTime().toNanos() / 1e9,
                quoted(event.track()),
                quoted(event.label().orElse("")),
                event.status().name().toLowerCase(Locale.ROOT),
                box,
                event.confidence());
    }

    /** A box as {@code x,y,w,h} with three decimals. */
    static String numbers(dev.twintrack.Box box) {
        return String.format(Locale.ROOT, "%.3f,%.3f,%.3f,%.3f", box.x(), box.y(), box.width(), box.height());
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
