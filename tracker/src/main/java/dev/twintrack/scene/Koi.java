package dev.twintrack.scene;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.random.RandomGenerator;

/** Koi from above. */
final class Koi {

    static final int LENGTH = 150;
    private static final int WIDTH = 76;

    private static final Color CREAM = new Color(0xF4, 0xEC, 0xDE);
    private static final Color VERMILION = new Color(0xE2, 0x4A, 0x1F);
    private static final Color CHARCOAL = new Color(0x24, 0x22, 0x28);
    private static final Color GOLD = new Color(0xF2, 0xA9, 0x2C);
    private static final Color SLATE = new Color(0x7C, 0x8B, 0x97);
    private static final Color CRIMSON = new Color(0xB3, 0x1E, 0x2B);

    private static final List<List<Color>> BREEDS = List.of(
            List.of(CREAM, VERMILION, CHARCOAL),
            List.of(GOLD, CREAM, VERMILION),
            List.of(SLATE, CHARCOAL, CREAM),
            List.of(CHARCOAL, CREAM, CRIMSON),
            List.of(VERMILION, GOLD, CREAM),
            List.of(CREAM, SLATE, CHARCOAL));

    private Koi() {}

    /** The coat of one fish of a breed; breeds are numbered from 0 and repeat. */
    static Coat coat(int breed, RandomGenerator random) {
        List<Color> colors = BREEDS.get(Math.floorMod(breed, BREEDS.size()));
        return new Coat(Coat.Pattern.PATCHES, colors, random.nextDouble(24, 32), 0, random.nextLong());
    }

    static Sprite sprite(Coat coat) {
        return Sprite.drawn(LENGTH, WIDTH, graphics -> {
            Color fin = coat.colors().get(0);
            graphics.setComposite(AlphaComposite.SrcOver.derive(0.55f));
            graphics.setColor(fin);
            graphics.fill(tail());
            graphics.fill(breastFin(1));
            graphics.fill(breastFin(-1));
            graphics.setComposite(AlphaComposite.SrcOver);
            graphics.setPaint(coat.paint(LENGTH, WIDTH));
            graphics.fill(body());
            shade(graphics);
            graphics.setColor(new Color(0x15, 0x12, 0x12));
            graphics.fill(new Ellipse2D.Double(54, -13, 5, 5));
            graphics.fill(new Ellipse2D.Double(54, 8, 5, 5));
        });
    }

    private static void shade(Graphics2D graphics) {
        float[] stops = {0f, 0.35f, 0.5f, 0.65f, 1f};
        Color rim = new Color(0, 10, 20, 130);
        Color flank = new Color(0, 0, 0, 0);
        Color spine = new Color(255, 255, 255, 70);
        graphics.setPaint(new LinearGradientPaint(0, -21, 0, 21, stops, new Color[] {rim, flank, spine, flank, rim}));
        graphics.fill(body());
    }

    private static Path2D body() {
        Path2D path = new Path2D.Double();
        path.moveTo(72, 0);
        path.curveTo(72, -14, 52, -21, 28, -21);
        path.curveTo(0, -21, -24, -10, -48, -4);
        path.lineTo(-48, 4);
        path.curveTo(-24, 10, 0, 21, 28, 21);
        path.curveTo(52, 21, 72, 14, 72, 0);
        path.closePath();
        return path;
    }

    private static Path2D tail() {
        Path2D path = new Path2D.Double();
        path.moveTo(-44, 0);
        path.curveTo(-54, -4, -64, -16, -74, -18);
        path.curveTo(-68, -6, -68, 6, -74, 18);
        path.curveTo(-64, 16, -54, 4, -44, 0);
        path.closePath();
        return path;
    }

    private static Path2D breastFin(int side) {
        Path2D path = new Path2D.Double();
        path.moveTo(36, side * 17);
        path.curveTo(32, side * 30, 20, side * 36, 8, side * 36);
        path.curveTo(10, side * 28, 16, side * 22, 20, side * 17);
        path.closePath();
        return path;
    }
}
