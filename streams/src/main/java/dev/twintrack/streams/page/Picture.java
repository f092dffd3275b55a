package dev.twintrack.streams.page;

import dev.twintrack.Frame;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A frame to be looked at: raw until a browser asks for it, JPEG from then on, made once for all of them on the asking
 * thread. Frames wider than {@value #WIDEST} pixels are shown smaller. Safe for any thread.
 */
final class Picture {

    private static final int WIDEST = 1280;
    private static final float QUALITY = 0.8f;

    private Frame raw;
    private byte[] jpeg;
    private volatile int size;

    Picture(Frame raw) {
        this.raw = raw;
        this.size = raw.bgr().length;
    }

    synchronized byte[] jpeg() {
        if (jpeg == null) {
            jpeg = encode(raw.toImage());
            raw = null;
            size = jpeg.length;
        }
        return jpeg;
    }

    /** The pixels, those of the JPEG where there are no others any more. */
    synchronized Frame frame() {
        if (raw != null) {
            return raw;
        }
        try {
            return Frame.of(ImageIO.read(new ByteArrayInputStream(jpeg)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes held; never waits for the encoder. */
    int size() {
        return size;
    }

    static byte[] encode(BufferedImage image) {
        BufferedImage shown = image.getWidth() <= WIDEST ? image : reduced(image);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(shown, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage reduced(BufferedImage image) {
        int height = Math.max(1, image.getHeight() * WIDEST / image.getWidth());
        BufferedImage small = new BufferedImage(WIDEST, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, WIDEST, height, null);
        graphics.dispose();
        return small;
    }
}
