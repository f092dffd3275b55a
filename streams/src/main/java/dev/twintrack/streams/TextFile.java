package dev.twintrack.streams;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/** A text file of lines that appears when it is {@linkplain #finish() finished}, and not before. */
final class TextFile implements AutoCloseable {

    private final Draft draft;
    private final BufferedWriter writer;

    TextFile(Path target) {
        draft = Draft.of(target);
        writer = draft.writer();
    }

    void line(String text) {
        try {
            writer.append(text).append('\n');
        } catch (IOException e) {
            throw draft.failure(e);
        }
    }

    void finish() {
        try {
            writer.close();
        } catch (IOException e) {
            throw draft.failure(e);
        }
        draft.publish();
    }

    @Override
    public void close() {
        try (draft) {
            writer.close();
        } catch (IOException e) {
            throw draft.failure(e);
        }
    }
}
