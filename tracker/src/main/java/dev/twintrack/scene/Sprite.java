package dev.twintrack.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferInt;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A picture with transparency that can stand anywhere at any angle: head at the right edge, tail at the left.
 * Immutable; safe to share.
 *
 * @param width in sprite pixels
 * @param height in sprite pixels
 * @param pixels premultiplied ARGB, row by row
 */
record Sprite(int width, int height, int[] pixels) {

    private static final int SHADOW_BLUR = 9;

    /** A sprite of what the painter draws, with the origin at the centre. */
    static Sprite drawn(int width, int height, Consumer<Graphics2D> painter) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.translate(width / 2.0, height / 2.0);
        painter.accept(graphics);
        graphics.dispose();
        return of(image);
    }

    /** A sprite of a {@link BufferedImage#TYPE_INT_ARGB_PRE} image. */
    static Sprite of(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return new Sprite(image.getWidth(), image.getHeight(), pixels);
    }

    /** The soft, half-transparent shadow that this sprite throws on the ground; as large as the sprite. */
    Sprite shadow() {
        BufferedImage dark = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        int[] target = ((DataBufferInt) dark.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < target.length; i++) {
            target[i] = (int) ((pixels[i] >>> 24) * 0.4) << 24;
        }
        float[] row = new float[SHADOW_BLUR];
        Arrays.fill(row, 1f / SHADOW_BLUR);
        ConvolveOp across = new ConvolveOp(new Kernel(SHADOW_BLUR, 1, row), ConvolveOp.EDGE_ZERO_FILL, null);
        ConvolveOp down = new ConvolveOp(new Kernel(1, SHADOW_BLUR, row), ConvolveOp.EDGE_ZERO_FILL, null);
        return of(down.filter(across.filter(dark, null), null));
    }

    /** The colour at a place between the pixels' centres, blended of its four neighbours; clear outside. */
    int at(double column, double row) {
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        if (left < -1 || top < -1 || left >= width || top >= height) {
            return 0;
        }
        int across = (int) ((column - left) * 256);
        int down = (int) ((row - top) * 256);
        int upper = Pixels.mix(pixel(left, top), pixel(left + 1, top), across);
        int lower = Pixels.mix(pixel(left, top + 1), pixel(left + 1, top + 1), across);
        return Pixels.mix(upper, lower, down);
    }

    private int pixel(int column, int row) {
        return column < 0 || row < 0 || column >= width || row >= height ? 0 : pixels[row * width + column];
    }
}
