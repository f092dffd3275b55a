package dev.twintrack.scene;

import java.util.random.RandomGenerator;

/**
 * The room and time of a scene, from which its courses are drawn.
 *
 * @param options size, length and difficulty of the scene
 * @param swims whether things face the way they move
 * @param hidden for how many frames the target is hidden completely; 0 when there is no cover
 * @param speed scene pixels the target moves a frame
 */
record Stage(SceneOptions options, boolean swims, int hidden, double speed) {

    /** The target's middle meets the middle of the cover after this share of the clip. */
    private static final double MEETING = 0.55;

    /** Length of a thing as a share of the picture's width. */
    private static final double LENGTH = 0.18;

    /** The share of the picture that the target crosses; the camera moves for the rest of its way. */
    private static final double CROSSING = 0.5;

    private static final int TOO_SHORT_FOR_A_COVER = 30;

    static Stage of(SceneOptions options, boolean swims) {
        Difficulty difficulty = options.difficulty();
        double speed = difficulty.speed * options.width() / 640;
        boolean covered = difficulty.hiddenFrames > 0 && options.frames() >= TOO_SHORT_FOR_A_COVER;
        if (!covered) {
            return new Stage(options, swims, 0, speed);
        }
        int hidden = Math.min(difficulty.hiddenFrames, options.frames() / 8);
        // Fast enough to begin well before the cover, however short the clip.
        double way = (LENGTH + 0.16) * options.width();
        double needed = way / (MEETING * options.frames() - hidden / 2.0);
        return new Stage(options, swims, hidden, Math.max(speed, needed));
    }

    /** Scene pixels the camera moves a frame. */
    double pace() {
        return Math.max(0, speed - CROSSING * options.width() / options.frames());
    }

    /** Width of the whole scene in pixels. */
    int width() {
        return options.width() + (int) Math.ceil(pace() * options.frames());
    }

    /** The frame in which the target is behind the middle of the cover. */
    double meeting() {
        return Math.rint(MEETING * options.frames());
    }

    /** The way of the target: across the scene from the left. */
    Course lead(RandomGenerator random, int spriteLength) {
        double y = options.height() * random.nextDouble(0.45, 0.55);
        return course(random, options.width() * 0.2, y, speed, 0, spriteLength);
    }

    /** The way of another one: anywhere, in any direction. */
    Course side(RandomGenerator random, int spriteLength) {
        double x = random.nextDouble(0.05, 0.95) * width();
        double y = random.nextDouble(0.1, 0.9) * options.height();
        double along = speed * random.nextDouble(0.2, 0.8) * (random.nextBoolean() ? 1 : -1);
        return course(random, x, y, along, speed * random.nextDouble(-0.1, 0.1), spriteLength);
    }

    private Course course(RandomGenerator random, double x, double y, double speedX, double speedY, int spriteLength) {
        double unrest = options.difficulty().unrest;
        int period = Math.min(options.frames(), 240);
        double scale = LENGTH * options.width() / spriteLength;
        Swing none = Swing.NONE;
        Sway sway = new Sway(
                Swing.drawn(random, 0.03 * unrest * options.width(), 0.6 * period),
                Swing.drawn(random, 0.22 * unrest * options.height(), 0.9 * period),
                Swing.drawn(random, 0.35 * unrest, 0.7 * period),
                swims ? none : Swing.drawn(random, 0.9 * unrest, 0.7 * period),
                swims ? none : Swing.drawn(random, 0.25 * unrest, 0.6 * period),
                swims ? Swing.drawn(random, 0.06, 22) : none);
        // The sway starts from nothing: the place asked for is the place at frame 0.
        double startX = x - sway.x().at(0);
        double startY = y - sway.y().at(0);
        return new Course(startX, startY, speedX, speedY, 0, swims, scale, sway);
    }
}
