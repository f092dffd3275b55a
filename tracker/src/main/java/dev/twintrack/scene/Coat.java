package dev.twintrack.scene;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a thing wears: a pattern in a few colours. Two coats of equal pattern and colours and another seed look alike
 * without being equal.
 *
 * @param pattern how the colours lie
 * @param colors at least two: the ground first
 * @param grain size of the pattern's parts, in sprite pixels
 * @param slant direction of the pattern, in radians
 * @param seed where exactly everything lies
 */
record Coat(Pattern pattern, List<Color> colors, double grain, double slant, long seed) {

    /** How the colours of a coat lie. */
    enum Pattern {
        PATCHES,
        STRIPES,
        SPOTS,
        CHECKS,
        MARBLE
    }

    static Coat drawn(RandomGenerator random) {
        Pattern[] patterns = Pattern.values();
        float hue = random.nextFloat();
        Color ground = Color.getHSBColor(hue, random.nextFloat(0.1f, 0.9f), random.nextFloat(0.35f, 1f));
        Color second = Color.getHSBColor(
                hue + random.nextFloat(0.2f, 0.8f), random.nextFloat(0.3f, 1f), random.nextFloat(0.2f, 1f));
        Color third = Color.getHSBColor(random.nextFloat(), random.nextFloat(0.6f), random.nextFloat(0.05f, 1f));
        return new Coat(
                patterns[random.nextInt(patterns.length)],
                List.of(ground, second, third),
                random.nextDouble(18, 40),
                random.nextDouble(Math.PI),
                random.nextLong());
    }

    /** A coat that is hard to tell from this one. */
    Coat alike(RandomGenerator random) {
        double newSlant = slant + random.nextDouble(-0.5, 0.5);
        return new Coat(pattern, colors, grain * random.nextDouble(0.85, 1.15), newSlant, random.nextLong());
    }

    /** Paint for a sprite of the given size whose origin is at its centre. */
    TexturePaint paint(int width, int height) {
        BufferedImage cloth = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] target = ((DataBufferInt) cloth.getRaster().getDataBuffer()).getData();
        Noise noise = new Noise(seed);
        double cos = Math.cos(slant);
        double sin = Math.sin(slant);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = ((x - width / 2.0) * cos + (y - height / 2.0) * sin) / grain;
                double v = ((y - height / 2.0) * cos - (x - width / 2.0) * sin) / grain;
                target[y * width + x] = color(noise, u, v);
            }
        }
        return new TexturePaint(cloth, new Rectangle(-width / 2, -height / 2, width, height));
    }

    private int color(Noise noise, double u, double v) {
        double warp = noise.clouds(u * 0.7, v * 0.7, 3) - 0.5;
        double second = 0;
        double third = 0;
        switch (pattern) {
            case PATCHES -> {
                second = step(noise.clouds(u * 0.8, v * 0.8, 3) - 0.52, 0.03);
                third = step(noise.clouds(u * 0.9 + 40, v * 0.9 - 40, 3) - 0.62, 0.03);
            }
            case STRIPES -> {
                second = step(Math.sin((u + 1.2 * warp) * Math.PI), 0.2);
                third = step(Math.sin((u * 0.5 + warp) * Math.PI) - 0.9, 0.05);
            }
            case SPOTS -> {
                double du = u + noise.at(v * 0.9, 7) - 0.5;
                double distance = Math.hypot(du - Math.rint(du), v - Math.rint(v));
                double radius = 0.2 + 0.25 * noise.at(Math.rint(du) * 3.7, Math.rint(v) * 3.7);
                second = step(radius - distance, 0.06);
                third = step(radius * 0.45 - distance, 0.06);
            }
            case CHECKS -> {
                second = step(Math.sin((u + 0.2 * warp) * Math.PI) * Math.sin((v + 0.2 * warp) * Math.PI), 0.08);
                third = step(noise.at(Math.floor(u) * 5.1, Math.floor(v) * 5.1) - 0.75, 0.02);
            }
            case MARBLE -> {
                second = noise.clouds(u + 2 * warp, v, 4);
                third = noise.ridges(u * 0.8, v * 0.8 + warp, 3) * 0.8;
            }
            default -> throw new AssertionError(pattern);
        }
        double shade = 0.86 + 0.28 * noise.clouds(u * 3, v * 3, 2);
        return shaded(second, third, shade);
    }

    private int shaded(double second, double third, double shade) {
        Color last = colors.get(colors.size() - 1);
        return Pixels.rgb(
                shade * blend(colors.get(0).getRed(), colors.get(1).getRed(), last.getRed(), second, third),
                shade * blend(colors.get(0).getGreen(), colors.get(1).getGreen(), last.getGreen(), second, third),
                shade * blend(colors.get(0).getBlue(), colors.get(1).getBlue(), last.getBlue(), second, third));
    }

    private static double blend(double a, double b, double c, double second, double third) {
        return Noise.mix(Noise.mix(a, b, second), c, third);
    }

    /** 0 below {@code -width}, 1 above {@code width}, a ramp between. */
    private static double step(double value, double width) {
        return Math.max(0, Math.min(1, (value / width + 1) / 2));
    }
}
