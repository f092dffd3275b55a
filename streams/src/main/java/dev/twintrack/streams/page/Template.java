package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** What the network was shown when a target was started: the {@linkplain Crop context crop} around its box. */
final class Template {

    private static final int SIZE = 160;

    private Template() {}

    /** The crop as JPEG. */
    static byte[] of(Frame frame, Box box) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Crop.into(frame, Crop.region(box, 1), SIZE, Crop.border(frame), pixels, 0);
        return Picture.encode(image);
    }
}
