package dev.twintrack.streams;

import java.nio.file.Path;

/** Every event on a line of a file, as {@link EventJson} writes it. */
final class JsonLinesSink implements Sink {

    private final TextFile file;

    JsonLinesSink(Path target) {
        file = new TextFile(target);
    }

    @Override
    public void event(Event event) {
        file.line(EventJson.write(event));
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
