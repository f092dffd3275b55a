package dev.twintrack.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/**
 * What everything moves over: an opaque picture larger than the camera's, which reaches {@link #MARGIN} pixels beyond the
 * scene on every side. Immutable; safe to share.
 */
final class Ground {

    /** How far the camera may shake beyond the scene. */
    static final int MARGIN = 32;

    private final int width;
    private final int height;
    private final int[] pixels;

    private Ground(BufferedImage image) {
        width = image.getWidth();
        height = image.getHeight();
        pixels = pixels(image);
    }

    /** Deep water over a bed of pebbles. */
    static Ground water(int sceneWidth, int sceneHeight, long seed) {
        BufferedImage image = empty(sceneWidth, sceneHeight);
        cloud(image, new Noise(seed), new Color(16, 50, 56), new Color(44, 104, 92), 110, 110);
        SplittableRandom random = new SplittableRandom(seed);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int pebbles = image.getWidth() * image.getHeight() / 900;
        for (int i = 0; i < pebbles; i++) {
            double size = random.nextDouble(6, 24);
            AffineTransform rest = graphics.getTransform();
            graphics.translate(random.nextDouble(image.getWidth()), random.nextDouble(image.getHeight()));
            graphics.rotate(random.nextDouble(Math.PI));
            Ellipse2D pebble = new Ellipse2D.Double(-size / 2, -size * 0.35, size, size * 0.7);
            int grey = random.nextInt(60, 150);
            graphics.setColor(new Color(grey, grey + 10, grey - 10, 60));
            graphics.fill(pebble);
            graphics.setStroke(new BasicStroke(1.5f));
            graphics.setColor(new Color(4, 20, 22, 70));
            graphics.draw(pebble);
            graphics.setTransform(rest);
        }
        graphics.dispose();
        return new Ground(image);
    }

    /** Grass, sand, wood, stone, carpet: two colours in clouds of any grain and direction. */
    static Ground any(int sceneWidth, int sceneHeight, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float hue = (float) random.nextDouble();
        float saturation = (float) random.nextDouble(0.05, 0.6);
        float value = (float) random.nextDouble(0.35, 0.9);
        Color dark = Color.getHSBColor(hue, saturation, value * 0.5f);
        Color light = Color.getHSBColor(hue + (float) random.nextDouble(-0.1, 0.1), saturation * 0.8f, value);
        double grain = random.nextDouble(8, 60);
        double stretch = random.nextDouble(1, 6);
        BufferedImage image = empty(sceneWidth, sceneHeight);
        cloud(image, new Noise(seed), dark, light, grain * stretch, grain);
        return new Ground(image);
    }

    private static BufferedImage empty(int sceneWidth, int sceneHeight) {
        return new BufferedImage(sceneWidth + 2 * MARGIN, sceneHeight + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
    }

    /** Fills the picture, from one of half its size: the eye sees no difference, and it takes a quarter of the time. */
    private static void cloud(BufferedImage image, Noise noise, Color dark, Color light, double grainX, double grainY) {
        int columns = (image.getWidth() + 1) / 2;
        int rows = (image.getHeight() + 1) / 2;
        BufferedImage half = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        int[] target = pixels(half);
        for (int i = 0; i < target.length; i++) {
            double height = noise.clouds(2 * (i % columns) / grainX, 2 * (i / columns) / grainY, 4);
            double share = Math.max(0, Math.min(1, 1.5 * (height - 0.5) + 0.5));
            target[i] = Pixels.mix(dark.getRGB(), light.getRGB(), (int) (256 * share));
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(half, 0, 0, 2 * columns, 2 * rows, null);
        graphics.dispose();
    }

    private static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** Fills a picture with what lies under it when its top-left corner is at {@code (left, top)} of the scene. */
    void paint(int[] picture, int pictureWidth, int pictureHeight, double left, double top) {
        double x0 = Math.max(0, Math.min(width - pictureWidth - 2.0, left + MARGIN));
        double y0 = Math.max(0, Math.min(height - pictureHeight - 2.0, top + MARGIN));
        int column = (int) x0;
        int row = (int) y0;
        int across = (int) ((x0 - column) * 256);
        int down = (int) ((y0 - row) * 256);
        for (int y = 0; y < pictureHeight; y++) {
            int from = (row + y) * width + column;
            for (int x = 0; x < pictureWidth; x++, from++) {
                int upper = Pixels.mix(pixels[from], pixels[from + 1], across);
                int lower = Pixels.mix(pixels[from + width], pixels[from + width + 1], across);
                picture[y * pictureWidth + x] = 0xFF000000 | Pixels.mix(upper, lower, down);
            }
        }
    }
}
