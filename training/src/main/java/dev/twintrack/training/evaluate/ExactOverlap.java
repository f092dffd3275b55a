package dev.twintrack.training.evaluate;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Overlap of the shapes themselves, by clipping polygons, with no pixels between. */
final class ExactOverlap implements RegionOverlap {

    @Override
    public double of(double[] a, double[] b, Optional<Frames.Size> bounds) {
        Area first = shape(a, bounds);
        Area second = shape(b, bounds);
        double sum = area(first) + area(second);
        first.intersect(second);
        double shared = area(first);
        return sum > shared ? shared / (sum - shared) : 0;
    }

    private static Area shape(double[] row, Optional<Frames.Size> bounds) {
        double[] corners = RegionOverlap.corners(row);
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i + 1 < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        Area shape = new Area(path);
        bounds.ifPresent(size -> shape.intersect(new Area(new Rectangle2D.Double(0, 0, size.width(), size.height()))));
        return shape;
    }

    /** Half the sum of cross products along the outline (the shoelace formula). */
    private static double area(Area shape) {
        double twice = 0;
        double[] point = new double[6];
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (PathIterator outline = shape.getPathIterator(null); !outline.isDone(); outline.next()) {
            int segment = outline.currentSegment(point);
            if (segment == PathIterator.SEG_MOVETO) {
                startX = point[0];
                startY = point[1];
            } else {
                double nextX = segment == PathIterator.SEG_CLOSE ? startX : point[0];
                double nextY = segment == PathIterator.SEG_CLOSE ? startY : point[1];
                twice += x * nextY - nextX * y;
                point[0] = nextX;
                point[1] = nextY;
            }
            x = point[0];
            y = point[1];
        }
        return Math.abs(twice) / 2;
    }
}
