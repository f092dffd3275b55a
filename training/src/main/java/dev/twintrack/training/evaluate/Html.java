package dev.twintrack.training.evaluate;

import java.util.Locale;

/** Small pieces of HTML. */
final class Html {

    private Html() {}

    /** Text made harmless. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A number as tables show it: a dash where there is none. */
    static String number(double value, Measure measure) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        int digits =
                switch (measure) {
                    case LOST -> 1;
                    case MS_MEDIAN, MS_P95 -> 2;
                    case FPS -> 0;
                    default -> 4;
                };
        return tick(value, digits);
    }

    /** A number beside an axis. */
    static String tick(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** A number for an SVG attribute. */
    static String svg(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
