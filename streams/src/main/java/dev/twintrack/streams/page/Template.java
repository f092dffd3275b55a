package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import java.awt.image.BufferedImage;

/** What the network was shown when a target was started: the {@linkplain Crop context crop} around its box. */
final class Template {

    private static final int SIZE = 160;

    private Template() {}

    /** The crop as JPEG. */
    static byte[] of(Frame frame, Box box) {
        float[] planes = new float[3 * SIZE * SIZE];
        Crop.into(frame, Crop.region(box, 1), SIZE, Crop.border(frame), planes, 0);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
        int plane = SIZE * SIZE;
        for (int i = 0; i < plane; i++) {
            int rgb = level(planes[2 * plane + i]) << 16 | level(planes[plane + i]) << 8 | level(planes[i]);
            image.setRGB(i % SIZE, i / SIZE, rgb);
        }
        return Picture.encode(image);
    }

    private static int level(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
