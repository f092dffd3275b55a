package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture of pairs as the network sees them: the template beside the search crop, with the target in green, in the template
 * as its box is drawn there, and other objects in red (orange: of a negative pair).
 */
public final class ContactSheet {

    private static final int GAP = 6;

    private ContactSheet() {}

    /**
     * Writes the batch as a PNG file, in rows of {@code columns} pairs.
     *
     * @throws TwintrackException when the file cannot be written
     */
    public static void write(PairBatch batch, int columns, Path file) {
        if (columns < 1 || batch.size() < 1) {
            throw new TwintrackException("a contact sheet of %d pairs in %d columns: give at least one of each"
                    .formatted(batch.size(), columns));
        }
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            ImageIO.write(of(batch, columns), "png", partial.toFile());
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TwintrackException("contact sheet %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Draws the batch in rows of {@code columns} pairs. */
    static BufferedImage of(PairBatch batch, int columns) {
        int t = batch.templateSize();
        int s = batch.searchSize();
        int cellWidth = t + s + 2 * GAP;
        int cellHeight = Math.max(t, s) + GAP;
        int rows = (batch.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * cellWidth, rows * cellHeight, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < batch.size(); i++) {
            int x = i % columns * cellWidth;
            int y = i / columns * cellHeight;
            Pair pair = batch.pairs().get(i);
            BufferedImage template = image(batch.templates(), i * 3 * t * t, t);
            outline(template, List.of(pair.exemplar()), Color.GREEN);
            graphics.drawImage(template, x, y, null);
            if (batch.secondTemplates().length > 0 && 2 * t <= s + GAP) {
                graphics.drawImage(image(batch.secondTemplates(), i * 3 * t * t, t), x, y + t, null);
            }
            BufferedImage search = image(batch.searches(), i * 3 * s * s, s);
            outline(search, pair.lookalikes(), pair.target().isPresent() ? Color.RED : Color.ORANGE);
            outline(search, pair.target().stream().toList(), Color.GREEN);
            graphics.drawImage(search, x + t + GAP, y, null);
        }
        graphics.dispose();
        return sheet;
    }

    private static void outline(BufferedImage crop, List<Box> boxes, Color colour) {
        Graphics2D graphics = crop.createGraphics();
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.setColor(colour);
        boxes.forEach(box -> graphics.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height())));
        graphics.dispose();
    }

    /** One crop of an array of planar crops. */
    static BufferedImage image(float[] bgr, int offset, int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        int plane = size * size;
        for (int i = 0; i < plane; i++) {
            int rgb = Math.round(bgr[offset + 2 * plane + i]) << 16
                    | Math.round(bgr[offset + plane + i]) << 8
                    | Math.round(bgr[offset + i]);
            image.setRGB(i % size, i / size, rgb);
        }
        return image;
    }
}
