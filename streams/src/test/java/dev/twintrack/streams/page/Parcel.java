package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.streams.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A clip for tests: a parcel glides over a plain floor, and it is known where it is. */
public final class Parcel {

    static final int WIDTH = 480;
    static final int HEIGHT = 270;
    static final double FRAMES_PER_SECOND = 25;
    private static final int SIDE = 56;

    private Parcel() {}

    /** Where the parcel is. */
    public static Box truth(int frame) {
        return new Box(40 + frame, 90 + Math.round(40 * Math.sin(frame / 30.0)), SIDE, SIDE);
    }

    /** Writes the clip; from frame 430 on the parcel is gone. */
    public static Path write(Path file, int frames) {
        try (VideoWriter writer = new VideoWriter(file, WIDTH, HEIGHT, FRAMES_PER_SECOND)) {
            for (int i = 0; i < frames; i++) {
                writer.write(image(i));
            }
            writer.finish();
        }
        return file;
    }

    private static BufferedImage image(int frame) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(84, 92, 100));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        Box box = truth(frame);
        int x = (int) box.x();
        int y = (int) box.y();
        graphics.setColor(new Color(196, 140, 74));
        graphics.fillRect(x, y, SIDE, SIDE);
        graphics.setColor(new Color(236, 212, 160));
        graphics.fillRect(x + 22, y, 12, SIDE);
        graphics.setColor(new Color(150, 30, 40));
        graphics.fillRect(x + 4, y + 34, 16, 16);
        graphics.setColor(new Color(30, 60, 140));
        graphics.fillOval(x + 37, y + 6, 15, 15);
        graphics.dispose();
        return image;
    }
}
