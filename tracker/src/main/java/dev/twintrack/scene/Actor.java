package dev.twintrack.scene;

/**
 * A sprite on its way.
 *
 * @param sprite how it looks
 * @param shadow what it throws on the ground
 * @param course where it goes
 */
record Actor(Sprite sprite, Sprite shadow, Course course) {

    private static final double SHADOW_DISTANCE = 7;

    static Actor of(Sprite sprite, Course course) {
        return new Actor(sprite, sprite.shadow(), course);
    }

    Standing at(int frame, Camera camera) {
        return new Standing(sprite, camera.see(course.at(frame), frame));
    }

    Standing shadowAt(int frame, Camera camera) {
        Pose pose = camera.see(course.at(frame), frame);
        double distance = SHADOW_DISTANCE * pose.scale();
        return new Standing(shadow, pose.moved(distance, distance * 1.3));
    }
}
