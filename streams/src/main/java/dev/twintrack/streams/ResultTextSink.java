package dev.twintrack.streams;

import java.nio.file.Path;
import java.util.List;

/**
 * The result format of tracking benchmarks: {@code x,y,w,h} of one target, 0-based, a line a frame from its first frame
 * on. Benchmarks want a box in every line: a lost target's is the tracker's best guess, and that of a frame which could
 * not be decoded is the box before.
 */
final class ResultTextSink implements Sink {

    private final TextFile file;
    private String last = "";
    private long nextIndex = -1;

    ResultTextSink(Path target) {
        file = new TextFile(target);
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        if (tracks.isEmpty()) {
            return;
        }
        for (; nextIndex >= 0 && nextIndex < frame.index(); nextIndex++) {
            file.line(last);
        }
        last = CsvSink.numbers(tracks.get(0).estimate().guess());
        file.line(last);
        nextIndex = frame.index() + 1;
    }

    @Override
    public void finish() {
        file.finish();
    }

    @Override
    public void close() {
        file.close();
    }
}
