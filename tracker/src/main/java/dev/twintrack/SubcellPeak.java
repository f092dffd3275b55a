package dev.twintrack;

/**
 * The top of a map to a fraction of a cell.
 *
 * @param column from the middle of the first column
 * @param row from the middle of the first row
 * @param height the value at the highest cell
 */
record SubcellPeak(double column, double row, double height) {

    /**
     * The vertex of the parabolas through the highest cell and its neighbours in its row and in its column.
     *
     * @param map square, row by row
     * @param cell the highest of this one and its eight neighbours is taken
     */
    static SubcellPeak beside(float[] map, int cell) {
        int cells = (int) Math.round(Math.sqrt(map.length));
        int highest = cell;
        for (int y = Math.max(0, cell / cells - 1); y <= Math.min(cells - 1, cell / cells + 1); y++) {
            for (int x = Math.max(0, cell % cells - 1); x <= Math.min(cells - 1, cell % cells + 1); x++) {
                if (map[y * cells + x] > map[highest]) {
                    highest = y * cells + x;
                }
            }
        }
        int column = highest % cells;
        int row = highest / cells;
        boolean inRow = column > 0 && column < cells - 1;
        boolean inColumn = row > 0 && row < cells - 1;
        double dx = inRow ? vertex(map[highest - 1], map[highest], map[highest + 1]) : 0;
        double dy = inColumn ? vertex(map[highest - cells], map[highest], map[highest + cells]) : 0;
        return new SubcellPeak(column + dx, row + dy, map[highest]);
    }

    /** Where the parabola through three values has its top, from the middle one; at most half a cell away. */
    private static double vertex(double before, double middle, double after) {
        double bend = before + after - 2 * middle;
        return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, 0.5 * (before - after) / bend));
    }
}
