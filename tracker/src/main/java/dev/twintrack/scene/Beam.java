package dev.twintrack.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;

/** A footbridge or beam of planks with a rail on each side: what the target passes behind. */
final class Beam {

    private static final int PLANK = 22;
    private static final int RAIL = 9;

    private Beam() {}

    /** {@code width × length} sprite pixels, the length along the y axis. */
    static Sprite sprite(int width, int length, Color wood, long seed) {
        Noise grain = new Noise(seed);
        return Sprite.drawn(width, length, graphics -> {
            for (int top = -length / 2; top < length / 2; top += PLANK) {
                double tone = 0.8 + 0.4 * grain.at(top * 0.37, 3);
                graphics.setColor(
                        new Color(Pixels.rgb(tone * wood.getRed(), tone * wood.getGreen(), tone * wood.getBlue())));
                graphics.fillRect(-width / 2, top, width, PLANK - 1);
                for (int i = 0; i < 14; i++) {
                    int y = top + 1 + (int) (grain.at(i * 5.3, top) * (PLANK - 3));
                    int x = -width / 2 + (int) (grain.at(top, i * 3.1) * width);
                    graphics.setColor(new Color(30, 18, 8, 50));
                    graphics.fillRect(x, y, width / 3, 1);
                }
                graphics.setColor(new Color(20, 12, 6));
                graphics.fillRect(-width / 2, top + PLANK - 1, width, 1);
            }
            rail(graphics, -width / 2, length, wood);
            rail(graphics, width / 2 - RAIL, length, wood);
        });
    }

    private static void rail(Graphics2D graphics, int left, int length, Color wood) {
        graphics.setPaint(new LinearGradientPaint(left, 0, left + RAIL, 0, new float[] {0f, 0.4f, 1f}, new Color[] {
            wood.darker(), wood.brighter(), wood.darker().darker()
        }));
        graphics.fillRect(left, -length / 2, RAIL, length);
    }
}
