package dev.twintrack.streams;

import dev.twintrack.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A small clip for tests: a bright square with a cross in it wanders over a dark chequered ground, so that every frame
 * differs from its neighbours and it is known where the square is. It begins anew after a hundred frames.
 */
public final class Clip {

    public static final int WIDTH = 160;
    public static final int HEIGHT = 120;
    static final int SIDE = 24;
    static final double FRAMES_PER_SECOND = 25;

    /** Frames after which it begins anew. */
    public static final int PERIOD = 100;

    private Clip() {}

    /** Where the square is. */
    public static Box truth(int frame) {
        int step = frame % PERIOD;
        return new Box(20 + step, 40 + Math.round(15 * Math.sin(step / 10.0)), SIDE, SIDE);
    }

    public static BufferedImage image(int frame) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        for (int x = 0; x < WIDTH; x += 8) {
            for (int y = 0; y < HEIGHT; y += 8) {
                graphics.setColor((x + y) / 8 % 2 == 0 ? new Color(40, 50, 60) : new Color(60, 50, 40));
                graphics.fillRect(x, y, 8, 8);
            }
        }
        Box box = truth(frame);
        graphics.setColor(Color.ORANGE);
        graphics.fillRect((int) box.x(), (int) box.y(), SIDE, SIDE);
        graphics.setColor(Color.BLUE);
        graphics.fillRect((int) box.x() + 9, (int) box.y(), 6, SIDE);
        graphics.fillRect((int) box.x(), (int) box.y() + 9, SIDE, 6);
        graphics.dispose();
        return image;
    }

    /** Writes the clip's first frames into a video file. */
    public static Path write(Path file, int frames) {
        try (VideoWriter writer = new VideoWriter(file, WIDTH, HEIGHT, FRAMES_PER_SECOND)) {
            List<BufferedImage> images = IntStream.range(0, Math.min(frames, PERIOD))
                    .mapToObj(Clip::image)
                    .toList();
            for (int i = 0; i < frames; i++) {
                writer.write(images.get(i % PERIOD));
            }
            writer.finish();
        }
        return file;
    }

    /** Mean absolute difference of two pictures of equal size, in grey levels. */
    public static double difference(dev.twintrack.Frame frame, BufferedImage image) {
        byte[] a = frame.bgr();
        byte[] b = dev.twintrack.Frame.of(image).bgr();
        if (a.length != b.length) {
            throw new AssertionError("%d bytes against %d".formatted(a.length, b.length));
        }
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }
}
