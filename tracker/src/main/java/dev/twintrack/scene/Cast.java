package dev.twintrack.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Who plays in a scene.
 *
 * @param objects everything that moves, the target first
 * @param cover what lies above all of it, back to front
 */
record Cast(List<Actor> objects, List<Actor> cover) {

    private static final int CANDIDATES = 40;

    static Cast drawn(Stage stage, Wardrobe wardrobe, RandomGenerator random) {
        Difficulty difficulty = stage.options().difficulty();
        List<Actor> objects = new ArrayList<>();
        Course lead = stage.lead(random, wardrobe.length());
        objects.add(Actor.of(wardrobe.target(), lead));
        for (int i = 0; i < difficulty.others; i++) {
            Sprite sprite = i < difficulty.lookAlikes ? wardrobe.lookAlike(random) : wardrobe.other(random);
            objects.add(Actor.of(sprite, farthest(stage, objects, wardrobe.length(), random)));
        }
        List<Actor> cover = new ArrayList<>();
        if (stage.hidden() > 0) {
            cover.add(beam(stage, lead, wardrobe, random));
        }
        cover.addAll(wardrobe.decoration(stage, random));
        return new Cast(List.copyOf(objects), List.copyOf(cover));
    }

    /** Of several courses, the one that starts farthest from all who are there already. */
    private static Course farthest(Stage stage, List<Actor> objects, int length, RandomGenerator random) {
        Course best = null;
        double bestDistance = -1;
        for (int i = 0; i < CANDIDATES; i++) {
            Course course = stage.side(random, length);
            double distance = Double.MAX_VALUE;
            for (Actor object : objects) {
                double dx = object.course().x(0) - course.x(0);
                double dy = object.course().y(0) - course.y(0);
                distance = Math.min(distance, Math.hypot(dx, dy));
            }
            if (distance > bestDistance) {
                best = course;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** As wide as the target is long, and a little wider: it is out of sight for the frames asked for. */
    private static Actor beam(Stage stage, Course lead, Wardrobe wardrobe, RandomGenerator random) {
        Pose pose = lead.at(stage.meeting());
        double length = wardrobe.length() * pose.scale() * Math.max(0.5, Math.abs(Math.cos(pose.angle())));
        int width = (int) Math.ceil(length + stage.speed() * stage.hidden());
        int height = stage.options().height();
        Sprite sprite = Beam.sprite(width, height * 2, wardrobe.wood(random), random.nextLong());
        Course still = Course.still(pose.x(), height / 2.0, random.nextDouble(-0.08, 0.08), 1);
        return Actor.of(sprite, still);
    }
}
