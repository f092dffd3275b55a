package dev.twintrack.streams.page;

import dev.twintrack.Box;
import tools.jackson.databind.JsonNode;

/** What somebody does with the page on which a {@link Parcel} is shown, by mouse and eye. */
public final class Hand {

    /** The frame that is shown. */
    public static final String FRAME = "Number(document.querySelector('#stage').dataset.frame)";

    private Hand() {}

    /** What a drag of the time line to a frame does. */
    public static String jumpTo(int frame) {
        return "(() => { const s = document.querySelector('#scrub'); s.value = %d;".formatted(frame)
                + " s.dispatchEvent(new Event('change')); })()";
    }

    /** Waits for a picture. */
    public static void ready(Tab tab) {
        tab.await("document.querySelector('#stage').dataset.frame !== undefined");
    }

    /** Waits until the page has shown what the pipeline did before it paused. */
    public static void settle(Tab tab) {
        tab.await("document.querySelector('#health').textContent.startsWith('paused')"
                + " && document.querySelector('#scrub').value === document.querySelector('#stage').dataset.frame");
    }

    /** Drags the mouse around the parcel as it is on a frame. */
    public static void drawAround(Tab tab, int frame) {
        ready(tab);
        Box truth = Parcel.truth(frame);
        double[] from = onScreen(tab, truth.x(), truth.y());
        double[] to = onScreen(tab, truth.right(), truth.bottom());
        tab.drag(from[0], from[1], to[0], to[1]);
    }

    static void clickOn(Tab tab, Box box) {
        double[] at = onScreen(tab, box.centerX(), box.centerY());
        tab.drag(at[0], at[1], at[0], at[1]);
    }

    private static double[] onScreen(Tab tab, double x, double y) {
        JsonNode r = tab.value("(() => { const r = document.querySelector('#stage').getBoundingClientRect();"
                + " return [r.x, r.y, r.width, r.height]; })()");
        double scale = Math.min(r.get(2).asDouble() / Parcel.WIDTH, r.get(3).asDouble() / Parcel.HEIGHT);
        double left = r.get(0).asDouble() + (r.get(2).asDouble() - Parcel.WIDTH * scale) / 2;
        double top = r.get(1).asDouble() + (r.get(3).asDouble() - Parcel.HEIGHT * scale) / 2;
        return new double[] {left + x * scale, top + y * scale};
    }

    /** The box on the first card. */
    public static Box shownBox(Tab tab) {
        return Box.parse(
                tab.value("document.querySelector('.card').dataset.box").asString());
    }
}
