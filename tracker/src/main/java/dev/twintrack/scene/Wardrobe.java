package dev.twintrack.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the actors of one scene look: the target, those that look like it, and the others. Two kinds: fish and things.
 */
interface Wardrobe {

    static Wardrobe of(Theme theme, RandomGenerator random) {
        return switch (theme) {
            case POND -> Fish.of(random.nextInt(1000), random);
            case THINGS -> Things.of(Thing.drawn(random), Coat.drawn(random), Coat.drawn(random));
        };
    }

    Sprite target();

    Sprite lookAlike(RandomGenerator random);

    Sprite other(RandomGenerator random);

    /** The wood of the beam that the target passes behind. */
    Color wood(RandomGenerator random);

    /** What else lies above everything, away from the target's start. */
    List<Actor> decoration(Stage stage, RandomGenerator random);

    /** Length of any of the sprites, in sprite pixels. */
    int length();

    /** Whether they face the way they move. */
    boolean swims();

    /** Fish of one breed among fish of others. */
    record Fish(int breed, Sprite target) implements Wardrobe {

        static Fish of(int breed, RandomGenerator random) {
            return new Fish(breed, Koi.sprite(Koi.coat(breed, random)));
        }

        @Override
        public Sprite lookAlike(RandomGenerator random) {
            return Koi.sprite(Koi.coat(breed, random));
        }

        @Override
        public Sprite other(RandomGenerator random) {
            return Koi.sprite(Koi.coat(breed + random.nextInt(1, 6), random));
        }

        @Override
        public int length() {
            return Koi.LENGTH;
        }

        @Override
        public Color wood(RandomGenerator random) {
            return Color.getHSBColor(random.nextFloat(0.06f, 0.1f), 0.45f, 0.56f);
        }

        /** Leaves of water lilies along both banks. */
        @Override
        public List<Actor> decoration(Stage stage, RandomGenerator random) {
            double scale = stage.options().width() / 640.0;
            int height = stage.options().height();
            List<Actor> leaves = new ArrayList<>();
            for (double x = 0; x < stage.width(); x += random.nextDouble(30, 130) * scale) {
                double bank = random.nextDouble(-0.06, 0.1) * height;
                double y = random.nextBoolean() ? bank : height - bank;
                double angle = random.nextDouble(2 * Math.PI);
                double size = random.nextDouble(0.45, 0.95) * scale;
                leaves.add(Actor.of(Lily.sprite(random), Course.still(x, y, angle, size)));
            }
            return leaves;
        }

        @Override
        public boolean swims() {
            return true;
        }
    }

    /** Things of one outline in like coats, among any others. */
    record Things(Thing thing, Coat coat, Coat mark, Sprite target) implements Wardrobe {

        static Things of(Thing thing, Coat coat, Coat mark) {
            return new Things(thing, coat, mark, thing.sprite(coat, mark));
        }

        @Override
        public Sprite lookAlike(RandomGenerator random) {
            return thing.sprite(coat.alike(random), mark.alike(random));
        }

        @Override
        public Sprite other(RandomGenerator random) {
            return Thing.drawn(random).sprite(Coat.drawn(random), Coat.drawn(random));
        }

        @Override
        public int length() {
            return Thing.SIDE;
        }

        @Override
        public Color wood(RandomGenerator random) {
            return Color.getHSBColor(random.nextFloat(), random.nextFloat(0.6f), random.nextFloat(0.3f, 0.8f));
        }

        @Override
        public List<Actor> decoration(Stage stage, RandomGenerator random) {
            return List.of();
        }

        @Override
        public boolean swims() {
            return false;
        }
    }
}
