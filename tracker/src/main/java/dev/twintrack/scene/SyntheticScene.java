package dev.twintrack.scene;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A short clip made by arithmetic, with the truth about everything in it: a textured target (object 0) that moves,
 * turns, changes its size and passes behind something, with others around it, some of which look like it. For
 * demonstrations, tests and training runs that need neither data nor a network. Any frame can be made by itself, and
 * equal options give equal frames. Immutable; safe to share between threads.
 */
public final class SyntheticScene {

    /** Less of an object than this share is out of sight: it has no box. */
    private static final double OUT_OF_SIGHT = 0.1;

    private final SceneOptions options;
    private final Camera camera;
    private final Cast cast;
    private final Ground ground;
    private final Optional<Ripples> ripples;
    private final Lens lens;

    private SyntheticScene(SceneOptions options) {
        this.options = options;
        SplittableRandom random = new SplittableRandom(options.seed());
        double unrest = options.difficulty().unrest;
        Wardrobe wardrobe = Wardrobe.of(options.theme(), random);
        Stage stage = Stage.of(options, wardrobe.swims());
        double shake = Math.min(Ground.MARGIN - 2, options.height() * 0.04) * unrest;
        camera = new Camera(stage.pace(), Swing.drawn(random, shake, 70), Swing.drawn(random, shake, 47));
        cast = Cast.drawn(stage, wardrobe, random);
        boolean water = options.theme() == Theme.POND;
        long groundSeed = random.nextLong();
        ground = water
                ? Ground.water(stage.width(), options.height(), groundSeed)
                : Ground.any(stage.width(), options.height(), groundSeed);
        ripples = water ? Optional.of(new Ripples(groundSeed)) : Optional.empty();
        Swing light = Swing.drawn(random, 0.08 * unrest, 160);
        lens = new Lens(random.nextLong(), options.difficulty().noise, light);
    }

    public static SyntheticScene of(SceneOptions options) {
        return new SyntheticScene(options);
    }

    /** The pond that the demonstration shows. */
    public static SyntheticScene pond() {
        return of(SceneOptions.pond(21));
    }

    public SceneOptions options() {
        return options;
    }

    public int frames() {
        return options.frames();
    }

    /** How many objects move in the scene, the target among them. */
    public int objects() {
        return cast.objects().size();
    }

    /** The picture of frame {@code index}, from 0. */
    public Frame frame(int index) {
        check(index);
        int width = options.width();
        int height = options.height();
        int[] picture = new int[width * height];
        ground.paint(picture, width, height, camera.left(index), camera.top(index));
        for (Actor object : backToFront()) {
            object.shadowAt(index, camera).paint(picture, width, height);
        }
        for (Actor object : backToFront()) {
            object.at(index, camera).paint(picture, width, height);
        }
        int left = (int) Math.floor(camera.left(index));
        int top = (int) Math.floor(camera.top(index));
        ripples.ifPresent(light -> light.paint(picture, width, height, left, top, index));
        for (Actor cover : cast.cover()) {
            cover.shadowAt(index, camera).paint(picture, width, height);
            cover.at(index, camera).paint(picture, width, height);
        }
        return lens.take(picture, width, height, index);
    }

    /** The target's box in frame {@code index}; nothing while it is out of sight. */
    public Optional<Box> truth(int index) {
        return truth(0, index);
    }

    /**
     * An object's box in frame {@code index}: around the whole of it inside the picture, hidden parts included; nothing
     * while less than a tenth of it is in sight.
     */
    public Optional<Box> truth(int object, int index) {
        if (visibility(object, index) < OUT_OF_SIGHT) {
            return Optional.empty();
        }
        Standing standing = cast.objects().get(object).at(index, camera);
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (int y = Math.max(0, standing.top); y < Math.min(options.height(), standing.bottom); y++) {
            for (int x = Math.max(0, standing.left); x < Math.min(options.width(), standing.right); x++) {
                if (standing.coverage(x, y) > 0.6) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return right > 0 ? Optional.of(new Box(left, top, right - left, bottom - top)) : Optional.empty();
    }

    /** The share in {@code [0, 1]} of an object that is in the picture and behind nothing, in frame {@code index}. */
    public double visibility(int object, int index) {
        check(index);
        Standing standing = cast.objects().get(object).at(index, camera);
        List<Standing> before = inFrontOf(object, index);
        double whole = 0;
        double seen = 0;
        for (int y = standing.top; y < standing.bottom; y += 2) {
            for (int x = standing.left; x < standing.right; x += 2) {
                double coverage = standing.coverage(x, y);
                whole += coverage;
                if (coverage > 0 && x >= 0 && y >= 0 && x < options.width() && y < options.height()) {
                    for (Standing cover : before) {
                        coverage *= 1 - cover.coverage(x, y);
                    }
                    seen += coverage;
                }
            }
        }
        return seen / whole;
    }

    /** Where the target lies above the others, it is drawn last; else first. */
    private boolean targetOnTop() {
        return options.difficulty() != Difficulty.HARD;
    }

    private List<Actor> backToFront() {
        List<Actor> order = new ArrayList<>(cast.objects());
        if (targetOnTop()) {
            Collections.reverse(order);
        }
        return order;
    }

    private List<Standing> inFrontOf(int object, int index) {
        List<Actor> order = backToFront();
        int place = order.indexOf(cast.objects().get(object));
        List<Standing> front = new ArrayList<>();
        for (Actor actor : order.subList(place + 1, order.size())) {
            front.add(actor.at(index, camera));
        }
        for (Actor cover : cast.cover()) {
            front.add(cover.at(index, camera));
        }
        return front;
    }

    private void check(int index) {
        if (index < 0 || index >= options.frames()) {
            throw new IndexOutOfBoundsException("frame %d of %d".formatted(index, options.frames()));
        }
    }
}
