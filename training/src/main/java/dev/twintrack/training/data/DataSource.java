package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.nio.file.Path;

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
}
