package dev.twintrack.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.random.RandomGenerator;

/**
 * An outline with a mark on it, for a thing of no particular kind.
 *
 * @param outline around the origin, within a square of {@link #SIDE}
 * @param mark a smaller outline in another coat
 */
record Thing(Shape outline, Shape mark) {

    /** Side of the square that holds any thing, in sprite pixels. */
    static final int SIDE = 112;

    static Thing drawn(RandomGenerator random) {
        double aspect = random.nextDouble(0.5, 1);
        Shape outline = AffineTransform.getScaleInstance(1, aspect).createTransformedShape(shape(random, SIDE - 10));
        Shape mark = AffineTransform.getTranslateInstance(random.nextDouble(-10, 10), 0)
                .createTransformedShape(shape(random, SIDE * aspect * random.nextDouble(0.3, 0.45)));
        return new Thing(outline, mark);
    }

    Sprite sprite(Coat coat, Coat markCoat) {
        return Sprite.drawn(SIDE, SIDE, graphics -> {
            graphics.setPaint(coat.paint(SIDE, SIDE));
            graphics.fill(outline);
            graphics.setPaint(markCoat.paint(SIDE, SIDE));
            graphics.fill(mark);
            shade(graphics);
        });
    }

    private void shade(Graphics2D graphics) {
        float[] stops = {0f, 0.6f, 1f};
        graphics.setPaint(new RadialGradientPaint(-12f, -12f, SIDE * 0.6f, stops, new Color[] {
            new Color(255, 255, 255, 60), new Color(0, 0, 0, 0), new Color(0, 0, 0, 110)
        }));
        graphics.fill(outline);
        graphics.setPaint(new Color(0, 0, 0, 120));
        graphics.setStroke(new BasicStroke(2f));
        graphics.draw(outline);
    }

    private static Shape shape(RandomGenerator random, double side) {
        double half = side / 2;
        return switch (random.nextInt(5)) {
            case 0 -> new Ellipse2D.Double(-half, -half, side, side);
            case 1 -> new RoundRectangle2D.Double(-half, -half, side, side, side / 4, side / 4);
            case 2 -> ring(3 + random.nextInt(5), half, half);
            case 3 -> ring(4 + random.nextInt(4), half, half * random.nextDouble(0.45, 0.75));
            default -> blob(random, half);
        };
    }

    /** A regular polygon, or a star when the inner radius is smaller than the outer. */
    private static Shape ring(int points, double outer, double inner) {
        int corners = inner < outer ? 2 * points : points;
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double radius = i % 2 == 0 || inner == outer ? outer : inner;
            double angle = 2 * Math.PI * i / corners;
            append(path, radius * Math.cos(angle), radius * Math.sin(angle));
        }
        path.closePath();
        return path;
    }

    private static Shape blob(RandomGenerator random, double half) {
        Swing lobes = new Swing(0.16, 180, random.nextDouble(2 * Math.PI));
        Swing bumps = new Swing(0.08, 90, random.nextDouble(2 * Math.PI));
        Path2D path = new Path2D.Double();
        for (int degree = 0; degree < 360; degree += 5) {
            double radius = half * (0.76 + lobes.at(degree) + bumps.at(degree));
            append(path, radius * Math.cos(Math.toRadians(degree)), radius * Math.sin(Math.toRadians(degree)));
        }
        path.closePath();
        return path;
    }

    private static void append(Path2D path, double x, double y) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }
}
