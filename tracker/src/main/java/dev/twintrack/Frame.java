package dev.twintrack;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * One picture: 8-bit BGR pixels, rows from top to bottom, three bytes a pixel, no padding between rows.
 * The frame owns its pixels: factories copy what they are given unless they say otherwise, and nobody writes to
 * {@link #bgr()}. Safe to share between threads under that rule.
 */
public final class Frame {

    private final int width;
    private final int height;
    private final byte[] bgr;

    private Frame(int width, int height, byte[] bgr) {
        if (width <= 0 || height <= 0) {
            throw new TwintrackException(
                    "frame of %d x %d pixels: both sides must be positive".formatted(width, height));
        }
        if (bgr.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new TwintrackException("frame of %d x %d pixels needs %d bytes of BGR, got %d"
                    .formatted(width, height, width * height * 3, bgr.length));
        }
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    /** A frame over a copy of packed BGR bytes ({@code height × width × 3}). */
    public static Frame ofBgr(int width, int height, byte[] bgr) {
        return new Frame(width, height, bgr.clone());
    }

    /** A frame that takes over the array itself, without a copy: the caller must not write to it any more. */
    public static Frame wrapBgr(int width, int height, byte[] bgr) {
        return new Frame(width, height, bgr);
    }

    /** A frame with the pixels of an image of any type; alpha is dropped, grey becomes three equal channels. */
    public static Frame of(BufferedImage image) {
        BufferedImage bgr = image;
        boolean plain = image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getParent() == null;
        if (!plain) {
            bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = bgr.createGraphics();
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
        }
        byte[] pixels = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        return plain
                ? ofBgr(bgr.getWidth(), bgr.getHeight(), pixels)
                : wrapBgr(bgr.getWidth(), bgr.getHeight(), pixels);
    }

    /** A copy of the pixels as a {@link BufferedImage#TYPE_3BYTE_BGR} image, for drawing and saving. */
    public BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(bgr, 0, target, 0, bgr.length);
        return image;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, not a copy: read only. */
    public byte[] bgr() {
        return bgr;
    }
}
