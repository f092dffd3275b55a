package dev.twintrack.training.embed;

import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.DataFormat;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.StoreOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Tracks that are easily told apart: each a disc of its own colour that moves over grey noise, a sequence each, in
 * MOTChallenge's layout.
 */
public final class PaintedTracks {

    /** Sides of the disc's box in pixels. */
    private static final int SIDE = 24;

    private PaintedTracks() {}

    /** A crop store of so many tracks of so many frames, under a folder. */
    public static Path store(Path folder, int tracks, int frames) throws IOException {
        for (int track = 0; track < tracks; track++) {
            write(folder.resolve("mot").resolve("track%02d".formatted(track)), hue(track, tracks), track, frames);
        }
        Path store = folder.resolve("store");
        DataSource source = new DataSource("painted", DataFormat.MOT, folder.resolve("mot"));
        CropStore.prepare(store, List.of(source), StoreOptions.defaults(), Optional.empty(), 1L << 30, silent());
        return store;
    }

    /** A disc of a hue in {@code [0, 1)} at a place. */
    public static BufferedImage picture(float hue, int x, int y, Random noise) {
        BufferedImage image = new BufferedImage(96, 80, BufferedImage.TYPE_3BYTE_BGR);
        for (int row = 0; row < 80; row++) {
            for (int column = 0; column < 96; column++) {
                int grey = 100 + noise.nextInt(40);
                image.setRGB(column, row, grey << 16 | grey << 8 | grey);
            }
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(hue, 1, 1));
        graphics.fillOval(x, y, SIDE, SIDE);
        graphics.dispose();
        return image;
    }

    static float hue(int track, int tracks) {
        return (float) track / tracks;
    }

    private static void write(Path sequence, float hue, int seed, int frames) throws IOException {
        Random random = new Random(seed);
        Files.createDirectories(sequence.resolve("img1"));
        Files.createDirectories(sequence.resolve("gt"));
        StringBuilder rows = new StringBuilder();
        for (int frame = 1; frame <= frames; frame++) {
            int x = 10 + random.nextInt(50);
            int y = 10 + random.nextInt(40);
            Path file = sequence.resolve("img1").resolve("%06d.png".formatted(frame));
            ImageIO.write(picture(hue, x, y, random), "png", file.toFile());
            rows.append("%d,1,%d,%d,%d,%d,1,-1,-1%n".formatted(frame, x + 1, y + 1, SIDE, SIDE));
        }
        Files.writeString(sequence.resolve("gt").resolve("gt.txt"), rows);
    }

    private static CropStore.Progress silent() {
        return new CropStore.Progress() {
            @Override
            public void done(String dataset, int sequences, int total) {}

            @Override
            public void unread(Skips skips) {}
        };
    }
}
