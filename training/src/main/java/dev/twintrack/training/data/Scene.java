package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Composes crops: the view of a patch, what lies outside its picture, look-alikes, an occluder. What is added never comes
 * from the template's own sequence, which may show the target. Holds a scratch canvas: for one thread at a time.
 */
final class Scene {

    /** A finished crop: where the object came to lie, and which other objects show. */
    record Shot(Box object, List<Box> others) {}

    private record Seen(Box box, boolean kin) {}

    /** A smaller gap at a picture's edge is not filled. */
    private static final double SMALL_GAP = 0.02;

    /** Share of an object that must be in view for it to be told. */
    private static final double VISIBLE = 0.4;

    private final TrackPool pool;
    private final Canvas scratch;

    Scene(TrackPool pool, PairOptions options) {
        this.pool = pool;
        this.scratch = Canvas.of(Math.max(options.templateSize(), options.searchSize()));
    }

    /** Draws the subject; kin are objects of the template's class. */
    Shot shoot(StoredTrack template, Subject subject, Filling.Mode wanted, Canvas canvas, RandomGenerator random) {
        Patch patch = subject.patch();
        View view = new View(subject.region(), canvas.size());
        Frame pixels = subject.track().pixels(patch);
        Box extent = view.extent(patch);
        Box inside = extent.intersection(canvas.bounds());
        Box object = view.show(patch.target());
        double missing = 1 - inside.area() / canvas.bounds().area();
        List<Seen> seen = new ArrayList<>();
        Filling.Mode mode = mode(wanted, missing, object, extent, canvas.bounds());
        if (mode == Filling.Mode.FILL || mode == Filling.Mode.PASTE) {
            background(template, canvas, mode == Filling.Mode.FILL ? inside : new Box(0, 0, 0, 0), seen, random);
            if (mode == Filling.Mode.FILL) {
                Canvas.Mask mask = Canvas.Mask.rectangle(extent, feather(random));
                canvas.lay(pixels, subject.region(), patch.mean(), mask, inside, scratch);
            } else {
                cutOut(canvas, pixels, patch, view, random);
            }
        } else {
            canvas.draw(pixels, subject.region(), patch.mean());
            if (mode == Filling.Mode.MIRROR) {
                canvas.mirror(extent);
            }
        }
        if (mode != Filling.Mode.PASTE) {
            for (Neighbour other : patch.others()) {
                see(view.show(other.box()), inside, template.isKin(other.label()), seen);
            }
        }
        return new Shot(object, apart(object, seen));
    }

    /** A full picture needs no filling, and an object must not meet its own mirror image in the crop. */
    private static Filling.Mode mode(Filling.Mode wanted, double missing, Box object, Box extent, Box canvas) {
        if (wanted == Filling.Mode.PASTE) {
            return wanted;
        } else if (missing < SMALL_GAP) {
            return Filling.Mode.PLAIN;
        }
        return wanted == Filling.Mode.MIRROR && hasTwin(object, extent, canvas) ? Filling.Mode.FILL : wanted;
    }

    private static boolean hasTwin(Box object, Box extent, Box canvas) {
        double[] across = {0, 2 * (extent.x() - object.centerX()), 2 * (extent.right() - object.centerX())};
        double[] down = {0, 2 * (extent.y() - object.centerY()), 2 * (extent.bottom() - object.centerY())};
        for (double dx : across) {
            for (double dy : down) {
                if ((dx != 0 || dy != 0)
                        && object.moved(dx, dy).intersection(canvas).area() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double feather(RandomGenerator random) {
        return random.nextBoolean() ? 0.01 : 1 + 7 * random.nextDouble();
    }

    /** Covers the canvas with a random square of another sequence's picture, stretched to fit. */
    private void background(StoredTrack template, Canvas canvas, Box hidden, List<Seen> seen, RandomGenerator random) {
        StoredTrack other = pool.stranger(template, random);
        Patch patch = other.any(random);
        for (int attempt = 0; attempt < 4 && Math.min(patch.width(), patch.height()) < 100; attempt++) {
            other = pool.stranger(template, random);
            patch = other.any(random);
        }
        double side = Math.min(patch.width(), patch.height()) * (0.5 + 0.5 * random.nextDouble());
        Box region = new Box(
                (patch.width() - side) * random.nextDouble(),
                (patch.height() - side) * random.nextDouble(),
                side,
                side);
        canvas.draw(other.pixels(patch), region, patch.mean());
        View view = new View(region, canvas.size());
        seeBehind(view.show(patch.target()), canvas.bounds(), hidden, template.isKin(other.label()), seen);
        for (Neighbour neighbour : patch.others()) {
            boolean kin = template.isKin(neighbour.label());
            seeBehind(view.show(neighbour.box()), canvas.bounds(), hidden, kin, seen);
        }
    }

    private static void seeBehind(Box box, Box canvas, Box hidden, boolean kin, List<Seen> seen) {
        double visible = box.intersection(canvas).area()
                - box.intersection(canvas).intersection(hidden).area();
        if (visible > VISIBLE * box.area()) {
            seen.add(new Seen(box, kin));
        }
    }

    private static void see(Box box, Box window, boolean kin, List<Seen> seen) {
        if (box.intersection(window).area() > VISIBLE * box.area()) {
            seen.add(new Seen(box, kin));
        }
    }

    /** Lays the object alone over the canvas: an ellipse or a rectangle a little larger than its box. */
    private void cutOut(Canvas canvas, Frame pixels, Patch patch, View view, RandomGenerator random) {
        boolean round = random.nextBoolean();
        double grow = round ? 1.15 + 0.25 * random.nextDouble() : 1 + 0.25 * random.nextDouble();
        Box object = view.show(patch.target());
        Box piece = Box.around(object.centerX(), object.centerY(), object.width() * grow, object.height() * grow)
                .intersection(view.extent(patch));
        if (piece.area() > 0) {
            Canvas.Mask mask = round
                    ? Canvas.Mask.ellipse(piece, 0.05 + 0.2 * random.nextDouble())
                    : Canvas.Mask.rectangle(piece, feather(random));
            canvas.lay(pixels, view.region(), patch.mean(), mask, piece, scratch);
        }
    }

    /** Lays a look-alike beside the object, of about its size, and adds it to what shows. */
    Shot withLookalike(StoredTrack template, Shot shot, Canvas canvas, RandomGenerator random) {
        StoredTrack other = pool.kin(template, random);
        Patch patch = other.any(random);
        Box body = patch.target();
        double scale = Math.sqrt(shot.object().area() / body.area()) * (0.7 + 0.7 * random.nextDouble());
        double width = body.width() * scale;
        double height = body.height() * scale;
        for (int attempt = 0; attempt < 6; attempt++) {
            Box place =
                    Box.around(canvas.size() * random.nextDouble(), canvas.size() * random.nextDouble(), width, height);
            boolean free = place.intersection(shot.object()).area()
                    < 0.1 * Math.min(place.area(), shot.object().area());
            if (free && place.intersection(canvas.bounds()).area() > 0.5 * place.area()) {
                View view = View.placing(body, place, canvas.size());
                cutOut(canvas, other.pixels(patch), patch, view, random);
                List<Box> others = new ArrayList<>(shot.others());
                others.add(template.isKin(other.label()) ? 0 : others.size(), view.show(body));
                return new Shot(shot.object(), others);
            }
        }
        return shot;
    }

    /** Turns and stretches all of it. */
    Shot warp(Shot shot, Warp warp, Canvas canvas) {
        warp.apply(canvas, scratch);
        return new Shot(
                warp.show(shot.object(), canvas.size()),
                shot.others().stream()
                        .map(other -> warp.show(other, canvas.size()))
                        .toList());
    }

    /** Covers part of the object with a piece of another picture. */
    void occlude(StoredTrack template, Shot shot, Canvas canvas, RandomGenerator random) {
        Box object = shot.object();
        double width = object.width() * (0.25 + 0.5 * random.nextDouble());
        double height = object.height() * (0.25 + 0.5 * random.nextDouble());
        Box cover = Box.around(
                object.x() + object.width() * random.nextDouble(),
                object.y() + object.height() * random.nextDouble(),
                width,
                height);
        StoredTrack other = pool.stranger(template, random);
        Patch patch = other.any(random);
        Box whole = new Box(0, 0, patch.width(), patch.height());
        View view = View.placing(whole, cover, canvas.size());
        Box piece = cover.intersection(view.show(whole));
        Canvas.Mask mask = Canvas.Mask.rectangle(piece, feather(random));
        canvas.lay(other.pixels(patch), view.region(), patch.mean(), mask, piece, scratch);
    }

    /** Those that are clearly another object than the target, kin first. */
    private static List<Box> apart(Box object, List<Seen> seen) {
        return seen.stream()
                .filter(other -> other.box().iou(object) < 0.3
                        && Math.abs(other.box().centerX() - object.centerX())
                                        + Math.abs(other.box().centerY() - object.centerY())
                                > 0.25 * (object.width() + object.height()))
                .sorted(Comparator.comparing(other -> !other.kin()))
                .map(Seen::box)
                .toList();
    }
}
