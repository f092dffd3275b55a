package dev.twintrack.scene;

/** A sprite at a pose, in picture pixels: what is drawn, and what the truth is read from. Immutable. */
final class Standing {

    private final Sprite sprite;
    private final Pose pose;
    private final double cos;
    private final double sin;

    /** No pixel outside of these is covered; they may lie outside the picture. Right and bottom are exclusive. */
    final int left;

    final int top;
    final int right;
    final int bottom;

    Standing(Sprite sprite, Pose pose) {
        this.sprite = sprite;
        this.pose = pose;
        this.cos = Math.cos(pose.angle());
        this.sin = Math.sin(pose.angle());
        double along = pose.scale() * sprite.width() / 2.0 + 1;
        double across =
                pose.scale() * pose.squeeze() * (sprite.height() / 2.0 + Math.abs(pose.bend()) * sprite.width()) + 1;
        double reachX = Math.abs(cos) * along + Math.abs(sin) * across;
        double reachY = Math.abs(sin) * along + Math.abs(cos) * across;
        left = (int) Math.floor(pose.x() - reachX);
        top = (int) Math.floor(pose.y() - reachY);
        right = (int) Math.ceil(pose.x() + reachX);
        bottom = (int) Math.ceil(pose.y() + reachY);
    }

    /** The premultiplied colour that covers the picture's pixel {@code (x, y)}; 0 where it does not reach. */
    int at(int x, int y) {
        double dx = (x + 0.5 - pose.x()) / pose.scale();
        double dy = (y + 0.5 - pose.y()) / pose.scale();
        double along = dx * cos + dy * sin;
        double across = (dy * cos - dx * sin) / pose.squeeze();
        int length = sprite.width();
        double towardsTail = Math.max(0, (0.15 * length - along) / (0.65 * length));
        across -= pose.bend() * length * towardsTail * towardsTail;
        return sprite.at(along + length / 2.0 - 0.5, across + sprite.height() / 2.0 - 0.5);
    }

    /** The share in {@code [0, 1]} of the pixel {@code (x, y)} that is covered. */
    double coverage(int x, int y) {
        return x < left || y < top || x >= right || y >= bottom ? 0 : (at(x, y) >>> 24) / 255.0;
    }

    /** Draws onto a packed opaque picture, clipped to it. */
    void paint(int[] picture, int width, int height) {
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                int front = at(x, y);
                if (front != 0) {
                    int index = y * width + x;
                    picture[index] = Pixels.over(front, picture[index]);
                }
            }
        }
    }
}
