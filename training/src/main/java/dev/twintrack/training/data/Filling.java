package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.random.RandomGenerator;

/**
 * What crops show where their picture ends, as weights (they need not sum to 1). Objects of still pictures often fill
 * them, so that a search crop would be flat border for the most part, which real tracking never sees.
 *
 * @param fill another picture's content outside the picture
 * @param paste the object alone, cut out and laid on another picture
 * @param mirror the picture's own content, reflected at its edges
 * @param plain the picture's mean colour, as the tracker does at the frame's edge
 */
public record Filling(double fill, double paste, double mirror, double plain) {

    /** One way of filling. */
    enum Mode {
        FILL,
        PASTE,
        MIRROR,
        PLAIN
    }

    public Filling {
        if (!(Math.min(Math.min(fill, paste), Math.min(mirror, plain)) >= 0 && fill + paste + mirror + plain > 0)) {
            throw new TwintrackException("filling weights %s, %s, %s, %s: none may be negative and one must be positive"
                    .formatted(fill, paste, mirror, plain));
        }
    }

    public static Filling forStills() {
        return new Filling(0.5, 0.3, 0.1, 0.1);
    }

    public static Filling forVideos() {
        return new Filling(0.55, 0.1, 0.15, 0.2);
    }

    Mode draw(RandomGenerator random) {
        double at = random.nextDouble() * (fill + paste + mirror + plain);
        if (at < fill) {
            return Mode.FILL;
        } else if (at < fill + paste) {
            return Mode.PASTE;
        }
        return at < fill + paste + mirror ? Mode.MIRROR : Mode.PLAIN;
    }
}
