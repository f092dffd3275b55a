package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all: under another name first, then moved into place. */
final class TextFile {

    private TextFile() {}

    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) {
        Path unfinished = file.resolveSibling(Folder.fileName(file) + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s".formatted(file), e);
        }
    }
}
