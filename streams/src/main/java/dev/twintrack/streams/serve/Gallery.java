package dev.twintrack.streams.serve;

import dev.twintrack.Frame;
import dev.twintrack.Nearest;
import dev.twintrack.Portrait;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.TimedFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Things that targets can be started by: a portrait for each label.
 *
 * @param portraits by label
 */
record Gallery(Map<String, Portrait> portraits) {

    /** Pictures of a thing that count: each takes its time in every search. */
    private static final int MOST = 4;

    Gallery {
        portraits = Map.copyOf(portraits);
    }

    /** Without any. */
    static Gallery empty() {
        return new Gallery(Map.of());
    }

    /**
     * Reads a folder that has a folder of pictures for each label, named after it.
     *
     * @throws TwintrackException when it cannot be read, or has no such folder
     */
    static Gallery read(Path folder, Tracker tracker) {
        Map<String, Portrait> portraits = new TreeMap<>();
        for (Path label : folders(folder)) {
            portraits.put(label.getFileName().toString(), tracker.portrait(pictures(label)));
        }
        if (portraits.isEmpty()) {
            throw new TwintrackException(
                    "gallery %s holds no folders: make a folder of pictures for each label".formatted(folder));
        }
        return new Gallery(portraits);
    }

    /** @throws TwintrackException when there is none of this label */
    Portrait named(String label) {
        Portrait portrait = portraits.get(label);
        if (portrait != null) {
            return portrait;
        }
        throw new TwintrackException(
                portraits.isEmpty()
                        ? "there is no gallery to start '%s' from: give a box, or name a gallery in the file"
                                .formatted(label)
                        : "the gallery has no '%s': %s".formatted(label, Nearest.hint(label, portraits.keySet())));
    }

    private static List<Frame> pictures(Path label) {
        List<Frame> pictures = new ArrayList<>();
        try (FrameSource source = FrameSource.open(label.toString(), SourceOptions.defaults())) {
            for (Optional<TimedFrame> next = source.next();
                    next.isPresent() && pictures.size() < MOST;
                    next = source.next()) {
                pictures.add(next.get().frame());
            }
        }
        if (pictures.isEmpty()) {
            throw new TwintrackException("no picture in %s can be read".formatted(label));
        }
        return pictures;
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new TwintrackException("gallery %s cannot be listed: give a folder".formatted(folder), e);
        }
    }
}
