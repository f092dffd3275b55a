package dev.twintrack.streams.demo;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Draft;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.TimedFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A few moments of a video on one picture, evenly spread over it.
 *
 * @param moments in their order, all of one size
 */
record FilmStrip(List<BufferedImage> moments) {

    private static final int COLUMNS = 3;
    private static final int ROWS = 2;
    private static final int WIDTH = 400;
    private static final int GAP = 6;

    /** The moments of a video file of that many frames. */
    static FilmStrip of(Path video, long frames) {
        List<BufferedImage> moments = new ArrayList<>();
        long count = COLUMNS * ROWS;
        try (FrameSource source = FrameSource.open(video.toString(), SourceOptions.defaults())) {
            for (Optional<TimedFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                long due = moments.size() * (frames - 1) / (count - 1);
                if (frame.get().index() >= due && moments.size() < count) {
                    moments.add(frame.get().frame().toImage());
                }
            }
        }
        return new FilmStrip(List.copyOf(moments));
    }

    BufferedImage toImage() {
        BufferedImage first = moments.get(0);
        int height = WIDTH * first.getHeight() / first.getWidth();
        BufferedImage strip = new BufferedImage(
                COLUMNS * (WIDTH + GAP) - GAP, ROWS * (height + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = strip.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, strip.getWidth(), strip.getHeight());
        for (int i = 0; i < moments.size(); i++) {
            int x = i % COLUMNS * (WIDTH + GAP);
            int y = i / COLUMNS * (height + GAP);
            graphics.drawImage(moments.get(i), x, y, WIDTH, height, null);
        }
        graphics.dispose();
        return strip;
    }

    /** Writes a JPEG file. */
    void write(Path target) {
        try (Draft draft = Draft.of(target)) {
            ImageIO.write(toImage(), "jpg", draft.part().toFile());
            draft.publish();
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s: %s".formatted(target, e.getMessage()), e);
        }
    }
}
