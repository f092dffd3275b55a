package dev.twintrack;

/**
 * An axis-aligned rectangle in pixels, top-left corner, 0-based: a pixel's own area is {@code [i, i+1)}, so that
 * the whole of a {@code W × H} picture is {@code (0, 0, W, H)}. Values may be fractional and may lie outside a
 * picture; they are always finite and the sides are never negative. Immutable.
 *
 * @param x left edge
 * @param y top edge
 * @param width horizontal side, at least 0
 * @param height vertical side, at least 0
 */
public record Box(double x, double y, double width, double height) {

    public Box {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(width) || !Double.isFinite(height)) {
            throw new TwintrackException(
                    "box %s,%s,%s,%s has a value that is not a finite number".formatted(x, y, width, height));
        }
        if (width < 0 || height < 0) {
            throw new TwintrackException("box %s,%s,%s,%s has a negative side".formatted(x, y, width, height));
        }
    }

    /** The box of the given size around a centre. */
    public static Box around(double centerX, double centerY, double width, double height) {
        return new Box(centerX - width / 2, centerY - height / 2, width, height);
    }

    /**
     * Reads {@code x,y,w,h}.
     *
     * @throws TwintrackException when the text is not four finite numbers or a side is negative
     */
    public static Box parse(String text) {
        String[] parts = text.trim().split("\\s*,\\s*", -1);
        if (parts.length != 4) {
            throw new TwintrackException("box '%s' is not X,Y,W,H: four numbers in pixels".formatted(text));
        }
        try {
            return new Box(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]));
        } catch (NumberFormatException e) {
            throw new TwintrackException("box '%s' is not X,Y,W,H: four numbers in pixels".formatted(text), e);
        }
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centerX() {
        return x + width / 2;
    }

    public double centerY() {
        return y + height / 2;
    }

    public double area() {
        return width * height;
    }

    /** The common part of both boxes; a box of zero area at the nearer edge when they do not meet. */
    public Box intersection(Box other) {
        double left = Math.max(x, other.x);
        double top = Math.max(y, other.y);
        double w = Math.max(0, Math.min(right(), other.right()) - left);
        double h = Math.max(0, Math.min(bottom(), other.bottom()) - top);
        return new Box(left, top, w, h);
    }

    /** Intersection over union in {@code [0, 1]}; 0 when both boxes are empty. */
    public double iou(Box other) {
        double shared = intersection(other).area();
        double union = area() + other.area() - shared;
        return union > 0 ? shared / union : 0;
    }

    /** This box moved by {@code (dx, dy)}. */
    public Box moved(double dx, double dy) {
        return new Box(x + dx, y + dy, width, height);
    }

    /** The box around something that is as round as this box allows, turned about its centre. */
    public Box turned(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        return around(
                centerX(), centerY(), Math.hypot(cos * width, sin * height), Math.hypot(sin * width, cos * height));
    }

    /** The part of this box inside a {@code frameWidth × frameHeight} picture. */
    public Box clippedTo(int frameWidth, int frameHeight) {
        return intersection(new Box(0, 0, frameWidth, frameHeight));
    }
}
