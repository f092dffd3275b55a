package dev.twintrack.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.random.RandomGenerator;

/** The floating leaf of a water lily, some with a flower. */
final class Lily {

    static final int SIDE = 120;

    private Lily() {}

    static Sprite sprite(RandomGenerator random) {
        Color green = Color.getHSBColor(
                random.nextFloat(0.24f, 0.36f), random.nextFloat(0.5f, 0.62f), random.nextFloat(0.34f, 0.48f));
        boolean flowers = random.nextInt(3) == 0;
        return Sprite.drawn(SIDE, SIDE, graphics -> {
            leaf(graphics, green);
            if (flowers) {
                flower(graphics);
            }
        });
    }

    private static void leaf(Graphics2D graphics, Color green) {
        float radius = SIDE / 2f - 2;
        graphics.setPaint(new RadialGradientPaint(
                0f, 0f, radius, new float[] {0f, 0.85f, 1f}, new Color[] {green.brighter(), green, green.darker()}));
        graphics.fill(new Arc2D.Double(-radius, -radius, 2 * radius, 2 * radius, 14, 332, Arc2D.PIE));
        graphics.setStroke(new BasicStroke(1.2f));
        graphics.setColor(new Color(220, 240, 190, 70));
        for (int degree = 30; degree < 340; degree += 28) {
            double angle = Math.toRadians(degree);
            graphics.draw(new Line2D.Double(0, 0, radius * 0.93 * Math.cos(angle), -radius * 0.93 * Math.sin(angle)));
        }
    }

    private static void flower(Graphics2D graphics) {
        for (int ring = 0; ring < 3; ring++) {
            int petals = 10 - 2 * ring;
            double length = 26 - 7 * ring;
            graphics.setColor(new Color(250, 165 + 30 * ring, 195 + 20 * ring));
            for (int i = 0; i < petals; i++) {
                graphics.rotate(2 * Math.PI / petals);
                graphics.fill(new Ellipse2D.Double(2, -length * 0.2, length, length * 0.4));
            }
            graphics.rotate(0.3);
        }
        graphics.setColor(new Color(250, 215, 80));
        graphics.fill(new Ellipse2D.Double(-5, -5, 10, 10));
    }
}
