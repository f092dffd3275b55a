package dev.twintrack;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a frame something may be that was never seen there: windows all over it, for things from small to large. Sizes
 * grow in steps that the network's own estimate of the size bridges.
 */
final class Survey {

    /** The smallest and the largest thing looked for, as a share of the frame's shorter side. */
    private static final double SMALLEST = 0.08;

    private static final double LARGEST = 0.7;
    private static final double STEP = 1.6;
    private static final double LEAST_PIXELS = 12;

    private Survey() {}

    /**
     * Something of a size at a place.
     *
     * @param thing a box of the size that is looked for, in the middle of the region
     * @param region what is searched for it
     */
    record Window(Box thing, Box region) {}

    /**
     * All windows, those for small things first.
     *
     * @param aspect width over height of the thing
     * @param factor side of a search region in context sides
     */
    static List<Window> windows(Frame frame, double aspect, double factor) {
        List<Window> windows = new ArrayList<>();
        double shorter = Math.min(frame.width(), frame.height());
        for (double side = Math.max(LEAST_PIXELS, SMALLEST * shorter); side <= LARGEST * shorter; side *= STEP) {
            double width = side * Math.sqrt(aspect);
            double height = side / Math.sqrt(aspect);
            Box like = Crop.region(Box.around(0, 0, width, height), factor);
            int count = Roaming.count(like, frame);
            for (int turn = 0; turn < count; turn++) {
                Box region = Roaming.region(turn, like, frame);
                windows.add(new Window(Box.around(region.centerX(), region.centerY(), width, height), region));
            }
        }
        return windows;
    }
}
