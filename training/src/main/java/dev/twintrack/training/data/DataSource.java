package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set on disk.
 *
 * @param name how sampling weights refer to it
 * @param format its layout
 * @param path its root folder
 */
public record DataSource(String name, DataFormat format, Path path) {

    /** Reads {@code NAME=FORMAT:PATH}, such as {@code stills=voc:/data/VOC2007}. */
    public static DataSource parse(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':', equals + 1);
        if (equals < 1 || colon < 0 || colon == text.length() - 1) {
            throw new TwintrackException(
                    "source '%s' is not NAME=FORMAT:PATH, such as stills=voc:/data/VOC2007".formatted(text));
        }
        return new DataSource(
                text.substring(0, equals),
                DataFormat.of(text.substring(equals + 1, colon)),
                Path.of(text.substring(colon + 1)));
    }

    /**
     * Its sequences, in an order that does not depend on the file system.
     *
     * @param skips counts annotations that cannot be used
     * @throws TwintrackException when there are none, or an annotation cannot be parsed
     */
    public List<Sequence> read(Skips skips) {
        List<Sequence> sequences = format.read(path, skips);
        if (sequences.isEmpty()) {
            String why = skips.counts().isEmpty() ? "" : " (left out: %s)".formatted(skips.counts());
            throw new TwintrackException("source %s: nothing of format %s in %s%s: is it another folder or format?"
                    .formatted(name, format.key(), path, why));
        }
        return sequences;
    }
}
