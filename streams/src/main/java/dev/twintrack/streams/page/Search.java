package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.ScoreMap;
import java.util.Base64;

/**
 * Where a target was looked for in a frame and what the network answered, for browsers.
 *
 * @param frame index of the frame
 * @param region the part of the frame that the scores cover, in pixels
 * @param columns scores in a row
 * @param rows scores in a column
 * @param scores row by row, a byte each, 255 for 1, as base64
 */
record Search(long frame, Box region, int columns, int rows, String scores) {

    static Search of(long frame, ScoreMap map) {
        byte[] bytes = new byte[map.scores().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, map.scores()[i])));
        }
        return new Search(
                frame,
                map.region(),
                map.columns(),
                map.rows(),
                Base64.getEncoder().encodeToString(bytes));
    }
}
