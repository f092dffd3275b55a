package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file in the making. It is written under a name of its own beside the wanted one and moved there when it is whole, so
 * that nobody takes a part for the whole; what is closed unpublished is deleted. Not safe for several threads.
 */
public final class Draft implements AutoCloseable {

    private final Path target;
    private final Path part;

    private Draft(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /** @throws TwintrackException when no file can be made there */
    public static Draft of(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new TwintrackException("cannot write %s: there is no folder %s".formatted(target, folder));
        }
        if (Files.isDirectory(target) || !Files.isWritable(folder)) {
            throw new TwintrackException(
                    "cannot write %s: it is a folder, or in one that is closed to you".formatted(target));
        }
        String name = target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
        return new Draft(target, folder.resolve(name));
    }

    public Path target() {
        return target;
    }

    /** Where to write meanwhile. */
    public Path part() {
        return part;
    }

    /** A writer of UTF-8 text; its owner closes it before {@link #publish()}. */
    public BufferedWriter writer() {
        try {
            return Files.newBufferedWriter(part);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Moves what was written to its place; an older file there is replaced. */
    public void publish() {
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What to throw when writing fails. */
    public TwintrackException failure(IOException e) {
        return new TwintrackException("cannot write %s: %s".formatted(target, e.getMessage()), e);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
