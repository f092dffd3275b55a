package dev.twintrack;

import dev.twintrack.Survey.Window;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Finds something in a frame by its portrait. First every window of a {@link Survey} is searched, then the surroundings of
 * the likeliest place again, so that size and confidence are those of a region with the thing in its middle.
 */
final class Seeker {

    /** Windows that go through the network at once; more take no less time, and more memory. */
    private static final int BATCH = 16;

    /**
     * On generated clips, with the bundled model: of 12 things from one picture, the place that shows the same one 30
     * frames later has 0.68 to 0.94, 10 of them more than this; the likeliest place of 24 clips without it has 0.68 at
     * most. Koi, small and much the same, have 0.73 at most, one of 12 more than this, and other koi 0.71 at most.
     */
    private static final double ALIKE = 0.72;

    private static final int SECOND_LOOKS = 2;
    private static final int CANDIDATES = 6;

    /** Overlap from which on two boxes are about one place. */
    private static final double SAME_PLACE = 0.3;

    private final ModelCard card;
    private final TwinEncoder encoder;
    private final Templates templates;
    private final Localizer localizer;
    private final TargetMemory nothing;

    Seeker(ModelCard card, TwinEncoder encoder, Templates templates, Localizer localizer) {
        this.card = card;
        this.encoder = encoder;
        this.templates = templates;
        this.localizer = localizer;
        TwinNetwork network = new TwinNetwork(card.architecture());
        this.nothing = new TargetMemory(network.embeddingChannels(), (int) network.searchShape()[2]);
    }

    private record Seen(Box box, double confidence) {}

    /**
     * Where it may be.
     *
     * @param box in pixels of the frame
     * @param confidence that something like it is followed there
     * @param likeness cosine between the embeddings of the place and of the picture, in {@code [-1, 1]}
     */
    record Sighting(Box box, double confidence, double likeness) {

        /** Whether it shows the same thing as the picture. */
        boolean alike() {
            return likeness >= ALIKE;
        }
    }

    /** Embeds a picture that shows a thing from edge to edge. */
    Portrait.Face face(Frame picture) {
        Box whole = new Box(0, 0, picture.width(), picture.height());
        return new Portrait.Face(templates.of(picture, whole), whole.width() / whole.height());
    }

    /** The likeliest places, however unlikely, the most similar first. */
    List<Sighting> likeliest(Portrait portrait, Frame frame) {
        return portrait.faces().stream()
                .flatMap(face -> likeliest(face, frame).stream())
                .sorted(Comparator.comparingDouble(Sighting::likeness).reversed())
                .toList();
    }

    private List<Sighting> likeliest(Portrait.Face face, Frame frame) {
        List<Window> windows =
                Survey.windows(frame, face.aspect(), card.architecture().searchFactor());
        List<Seen> all = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += BATCH) {
            all.addAll(look(face, frame, windows.subList(from, Math.min(from + BATCH, windows.size()))));
        }
        List<Seen> likely = apart(all);
        for (int i = 0; i < SECOND_LOOKS; i++) {
            likely = look(
                    face, frame, likely.stream().map(seen -> around(seen.box())).toList());
        }
        return likely.stream()
                .map(seen -> new Sighting(seen.box(), seen.confidence(), likeness(face, frame, seen.box())))
                .toList();
    }

    /** The surest ones, of those that are about one place the surest. */
    private static List<Seen> apart(List<Seen> all) {
        List<Seen> apart = new ArrayList<>();
        for (Seen seen : all.stream()
                .sorted(Comparator.comparingDouble(Seen::confidence).reversed())
                .toList()) {
            if (apart.size() < CANDIDATES
                    && apart.stream().noneMatch(other -> other.box().iou(seen.box()) > SAME_PLACE)) {
                apart.add(seen);
            }
        }
        return apart;
    }

    private Window around(Box box) {
        List<Box> regions = localizer.regions(box);
        return new Window(box, regions.get(regions.size() / 2));
    }

    private double likeness(Portrait.Face face, Frame frame, Box box) {
        Box inside = box.clippedTo(frame.width(), frame.height());
        if (inside.width() < 2 || inside.height() < 2) {
            return -1;
        }
        float[] there = face(cutOut(frame, inside)).template();
        double product = 0;
        double one = 0;
        double other = 0;
        for (int i = 0; i < there.length; i++) {
            product += there[i] * face.template()[i];
            one += there[i] * there[i];
            other += face.template()[i] * face.template()[i];
        }
        return product / Math.sqrt(Math.max(1e-12, one * other));
    }

    /** As the picture was, a picture from edge to edge: what surrounds a thing makes embeddings differ. */
    private static Frame cutOut(Frame frame, Box box) {
        int left = (int) box.x();
        int top = (int) box.y();
        int width = (int) Math.min(frame.width() - left, Math.round(box.width()));
        int height = (int) Math.min(frame.height() - top, Math.round(box.height()));
        byte[] bgr = new byte[3 * width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(frame.bgr(), 3 * ((top + row) * frame.width() + left), bgr, 3 * row * width, 3 * width);
        }
        return Frame.wrapBgr(width, height, bgr);
    }

    private List<Seen> look(Portrait.Face face, Frame frame, List<Window> windows) {
        int size = card.architecture().searchSize();
        byte[] crops = new byte[windows.size() * 3 * size * size];
        float[] border = Crop.border(frame);
        for (int i = 0; i < windows.size(); i++) {
            Crop.into(frame, windows.get(i).region(), size, border, crops, i * 3 * size * size);
        }
        float[][] templates =
                Collections.nCopies(windows.size(), face.template()).toArray(float[][]::new);
        Maps maps = encoder.search(crops, templates);
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            TargetState state = new TargetState(
                    window.thing(), new Appearance(new float[][] {face.template()}), nothing, BoxCorrection.NONE);
            Finding found = localizer.find(state, List.of(window.region()), maps, i, true);
            seen.add(new Seen(
                    found.box(), found.evidence().confidence(card.tracking().calibration())));
        }
        return seen;
    }
}
