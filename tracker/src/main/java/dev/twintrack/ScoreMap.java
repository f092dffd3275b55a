package dev.twintrack;

/**
 * The raw response of the last search, for people who ask why a tracker chose what it chose.
 *
 * @param region the part of the frame that the cells cover, in pixels; may reach beyond the frame
 * @param columns cells in a row
 * @param rows cells in a column
 * @param scores {@code rows × columns} values in {@code [0, 1]}, row by row
 */
public record ScoreMap(Box region, int columns, int rows, float[] scores) {

    public ScoreMap {
        if (scores.length != rows * columns) {
            throw new IllegalArgumentException("%d scores for %d x %d cells".formatted(scores.length, rows, columns));
        }
    }
}
