package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Status;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws targets into pictures: a box in the target's colour with its name, label and confidence, and the way it came.
 * The colour fades with doubt: a target that is uncertain has a dashed box, one that is lost a grey dotted one where it
 * was last seen. Line widths and letters grow with the picture; on a system without fonts there are no letters.
 * Remembers the ways; one thread at a time.
 */
final class Annotation {

    /** Okabe and Ito's colours, which colour-blind people can tell apart, the brighter ones. */
    private static final List<Color> COLOURS = List.of(
            new Color(0xF0E442),
            new Color(0x56B4E9),
            new Color(0xE69F00),
            new Color(0x00C08B),
            new Color(0xE08BC0),
            new Color(0xFF6A33));

    private static final Color LOST = new Color(0xC8C8C8);
    private static final Color SHADOW = new Color(0, 0, 0, 150);
    private static final int TRAIL = 40;

    private final boolean letters = lettersAtHand();
    private final Map<String, Deque<Point2D>> trails = new HashMap<>();
    private final Map<String, Color> colours = new HashMap<>();

    /** Draws the targets into the picture. */
    void draw(BufferedImage image, List<TrackView> tracks) {
        trails.keySet().retainAll(tracks.stream().map(TrackView::track).toList());
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            float unit = Math.max(1f, Math.min(image.getWidth(), image.getHeight()) / 240f);
            for (TrackView view : tracks) {
                trail(graphics, view, unit);
            }
            for (TrackView view : tracks) {
                box(graphics, view, unit);
                if (letters) {
                    plate(graphics, view, unit, image);
                }
            }
        } finally {
            graphics.dispose();
        }
    }

    /** The picture itself when it has the canvas's size, else the canvas with the picture fitted into its middle. */
    static BufferedImage fitted(BufferedImage image, BufferedImage canvas) {
        int width = canvas.getWidth();
        int height = canvas.getHeight();
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        double scale = Math.min((double) width / image.getWidth(), (double) height / image.getHeight());
        int w = (int) Math.round(image.getWidth() * scale);
        int h = (int) Math.round(image.getHeight() * scale);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, (width - w) / 2, (height - h) / 2, w, h, null);
        graphics.dispose();
        return canvas;
    }

    /** A Java machine on a system without any font fails in its own way as soon as it is to write. */
    private static boolean lettersAtHand() {
        try {
            return new Font(Font.SANS_SERIF, Font.BOLD, 10).canDisplay('A');
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    private Color colour(TrackView view) {
        Color own = colours.computeIfAbsent(view.track(), name -> COLOURS.get(colours.size() % COLOURS.size()));
        return view.estimate().status() == Status.LOST ? LOST : own;
    }

    private void trail(Graphics2D graphics, TrackView view, float unit) {
        Deque<Point2D> points = trails.computeIfAbsent(view.track(), name -> new ArrayDeque<>());
        view.estimate().box().ifPresent(box -> points.addLast(new Point2D.Double(box.centerX(), box.centerY())));
        if (points.size() > TRAIL) {
            points.removeFirst();
        }
        graphics.setColor(colour(view));
        graphics.setStroke(new BasicStroke(1.2f * unit, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Iterator<Point2D> rest = points.iterator();
        Point2D from = rest.hasNext() ? rest.next() : null;
        for (int age = points.size() - 1; rest.hasNext(); age--) {
            Point2D to = rest.next();
            graphics.setComposite(AlphaComposite.SrcOver.derive(0.8f * (1 - (float) age / TRAIL)));
            Path2D.Double line = new Path2D.Double();
            line.moveTo(from.getX(), from.getY());
            line.lineTo(to.getX(), to.getY());
            graphics.draw(line);
            from = to;
        }
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private void box(Graphics2D graphics, TrackView view, float unit) {
        Box box = view.estimate().guess();
        Rectangle2D outline = new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
        graphics.setStroke(stroke(view.estimate().status(), 3.2f * unit, unit));
        graphics.setColor(SHADOW);
        graphics.draw(outline);
        graphics.setStroke(stroke(view.estimate().status(), 1.8f * unit, unit));
        graphics.setColor(colour(view));
        graphics.draw(outline);
    }

    private static BasicStroke stroke(Status status, float width, float unit) {
        float[] pattern =
                switch (status) {
                    case TRACKING -> null;
                    case UNCERTAIN -> new float[] {9 * unit, 4 * unit};
                    case LOST -> new float[] {2 * unit, 5 * unit};
                };
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, pattern, 0);
    }

    private void plate(Graphics2D graphics, TrackView view, float unit, BufferedImage image) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(10 * unit)));
        FontMetrics metrics = graphics.getFontMetrics();
        String text = text(view);
        float pad = 3 * unit;
        float width = metrics.stringWidth(text) + 2 * pad;
        float height = metrics.getAscent() + metrics.getDescent() + pad;
        Box box = view.estimate().guess();
        double x = Math.max(0, Math.min(box.x() - unit, image.getWidth() - width));
        double above = box.y() - height - 2 * unit;
        double y = above >= 0 ? above : Math.min(box.bottom() + 2 * unit, image.getHeight() - height);
        graphics.setColor(colour(view));
        graphics.setComposite(AlphaComposite.SrcOver.derive(0.88f));
        graphics.fill(new RoundRectangle2D.Double(x, y, width, height, 2 * pad, 2 * pad));
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.drawString(text, (float) x + pad, (float) y + pad / 2 + metrics.getAscent());
    }

    private static String text(TrackView view) {
        String name = view.label().map(label -> view.track() + " " + label).orElse(view.track());
        Estimate estimate = view.estimate();
        return switch (estimate.status()) {
            case TRACKING -> String.format(Locale.ROOT, "%s  %.0f %%", name, 100 * estimate.confidence());
            case UNCERTAIN -> String.format(Locale.ROOT, "%s  %.0f %% ?", name, 100 * estimate.confidence());
            case LOST -> name + "  lost";
        };
    }
}
