package dev.twintrack;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The twin encoder at work: embeds a target once, then finds it in frame after frame. One tracker serves any number of
 * targets in any number of streams; all targets given to one {@link #update(List)} go through the network as one batch.
 *
 * <p>A target that is lost is looked for where it was last seen and, one region a frame, all over the frame.
 *
 * <p>Owns native memory: close it. One thread at a time may call it.
 */
public final class Tracker implements AutoCloseable {

    /** Of the frames on which a target is certain, one in so many is learned from: they differ little. */
    private static final int LEARN_EVERY = 3;

    private static final double MEMORY_RATE = 0.09;
    private static final double SMALLEST_SIDE = 2;

    private final ModelCard card;
    private final String digest;
    private final TwinEncoder encoder;
    private final TwinNetwork network;
    private final Templates templates;
    private final Localizer localizer;
    private final Lifecycle lifecycle;
    private final Seeker seeker;
    private final Stopwatch watch = new Stopwatch();

    private Tracker(ModelFile model, TwinEncoder encoder) {
        this.card = model.card();
        this.digest = model.digest();
        this.encoder = encoder;
        this.network = new TwinNetwork(card.architecture());
        this.templates = new Templates(card, encoder);
        this.localizer = Localizer.of(card);
        this.lifecycle = Lifecycle.of(card.tracking());
        this.seeker = new Seeker(card, encoder, templates, localizer);
    }

    /** A tracker with the bundled model on the CPU. */
    public static Tracker open() {
        return open(TrackerOptions.defaults());
    }

    /**
     * A tracker with a model and a device of choice.
     *
     * @throws TwintrackException when the model file is missing, damaged or of another kind, or the device is not there
     */
    public static Tracker open(TrackerOptions options) {
        ModelFile model = options.model().map(ModelFile::read).orElseGet(ModelFile::bundled);
        return open(model, options);
    }

    /** A tracker with a model in memory, such as one that is being trained; {@code options.model()} is not looked at. */
    public static Tracker open(ModelFile model, TrackerOptions options) {
        TwinEncoder encoder = options.device() == Device.CPU
                ? TwinEncoder.cpu(model, options.threads())
                : TwinEncoder.torch(model, true);
        return new Tracker(model, encoder);
    }

    /** A tracker over an encoder of one's own, such as one that observes; it is closed with the tracker. */
    public static Tracker open(ModelFile model, TwinEncoder encoder) {
        return new Tracker(model, encoder);
    }

    /**
     * Starts to follow what is inside the box.
     *
     * @param box in pixels of the frame; the part inside the frame counts
     * @throws TwintrackException when the box is empty, or lies outside the frame
     */
    public Target start(Frame frame, Box box) {
        Box inside = box.clippedTo(frame.width(), frame.height());
        if (box.area() == 0 || inside.width() < 1 || inside.height() < 1) {
            throw new TwintrackException(
                    "box %s,%s,%s,%s has no pixel inside the frame of %d x %d: give X,Y,W,H in pixels, top-left corner first"
                            .formatted(box.x(), box.y(), box.width(), box.height(), frame.width(), frame.height()));
        }
        Architecture architecture = card.architecture();
        float[] template = templates.of(frame, inside);
        if (architecture.head() == Architecture.Head.CORRELATION) {
            return new Target(this, new TargetState(inside, template, memory(), BoxCorrection.NONE));
        }
        View view = new View(frame, Crop.region(inside, architecture.searchFactor()));
        Maps maps = encoder.search(crops(List.of(view), architecture.searchSize()), new float[][] {template});
        TargetMemory memory = memory();
        if (card.tracking().memoryInfluence() > 0) {
            double middle = (network.searchShape()[2] - 1) / 2.0;
            memory.learn(maps.features(), 0, middle, middle, 1);
        }
        return new Target(this, new TargetState(inside, template, memory, localizer.correction(inside, maps)));
    }

    /**
     * What something looks like.
     *
     * @param pictures a few, each of which shows it from edge to edge
     * @throws TwintrackException when there is none
     */
    public Portrait portrait(List<Frame> pictures) {
        if (pictures.isEmpty()) {
            throw new TwintrackException("a portrait of no pictures: give one or more");
        }
        return new Portrait(this, pictures.stream().map(seeker::face).toList());
    }

    /**
     * Looks for something all over a frame, at all sizes: some dozens of times the work of an update for each picture of the
     * portrait.
     *
     * @return where it is, to {@link #start} there; empty when the model is not certain that it is in sight
     */
    public Optional<Estimate> seek(Portrait portrait, Frame frame) {
        if (!portrait.belongsTo(this)) {
            throw new IllegalArgumentException("the portrait was made by another tracker");
        }
        return seeker.likeliest(portrait, frame).stream()
                .filter(likely -> likely.confidence() >= lifecycle.uncertainBelow() && likely.alike())
                .findFirst()
                .map(there -> new Estimate(
                        there.box().clippedTo(frame.width(), frame.height()), there.confidence(), Status.TRACKING));
    }

    /**
     * Looks for every target in its frame, as one batched run; the estimates come in the order of the looks. A target may
     * stand in the list only once.
     */
    public List<Estimate> update(List<Look> looks) {
        if (looks.isEmpty()) {
            return List.of();
        }
        long begin = System.nanoTime();
        List<Search> searches = looks.stream().map(this::plan).toList();
        List<View> views =
                searches.stream().flatMap(search -> search.views().stream()).toList();
        float[][] templates = searches.stream()
                .flatMap(search ->
                        search.views().stream().map(view -> search.state().template()))
                .toArray(float[][]::new);
        long planned = System.nanoTime();
        byte[] crops = crops(views, card.architecture().searchSize());
        long cropped = System.nanoTime();
        Maps maps = encoder.search(crops, templates);
        long encoded = System.nanoTime();
        List<Estimate> estimates = new ArrayList<>();
        int first = 0;
        for (Search search : searches) {
            estimates.add(conclude(search, maps, first));
            first += search.views().size();
        }
        long end = System.nanoTime();
        watch.add(looks.size(), cropped - planned, encoded - cropped, planned - begin + end - encoded);
        return estimates;
    }

    /** A region of a frame to be searched. */
    private record View(Frame frame, Box region) {}

    /**
     * What is searched for one target.
     *
     * @param regions around the place it was last seen
     * @param elsewhere another place for a lost target, or null
     */
    private record Search(TargetState state, Frame frame, List<Box> regions, Box elsewhere) {
        List<View> views() {
            List<View> views = new ArrayList<>();
            regions.forEach(region -> views.add(new View(frame, region)));
            if (elsewhere != null) {
                views.add(new View(frame, elsewhere));
            }
            return views;
        }
    }

    private Search plan(Look look) {
        if (!look.target().belongsTo(this)) {
            throw new IllegalArgumentException("the target was started by another tracker");
        }
        TargetState state = look.target().state();
        List<Box> regions = localizer.regions(state.box());
        Box elsewhere = state.last().status() == Status.LOST
                ? Roaming.region(state.nextRoam(), regions.get(regions.size() / 2), look.frame())
                : null;
        return new Search(state, look.frame(), regions, elsewhere);
    }

    private byte[] crops(List<View> views, int size) {
        int each = 3 * size * size;
        byte[] crops = new byte[views.size() * each];
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            Crop.into(view.frame(), view.region(), size, Crop.border(view.frame()), crops, i * each);
        }
        return crops;
    }

    private Estimate conclude(Search search, Maps maps, int first) {
        TargetState state = search.state();
        boolean lost = state.last().status() == Status.LOST;
        Finding found = find(state, search.regions(), maps, first, lost);
        double confidence = found.evidence().confidence(card.tracking().calibration());
        int crop = first;
        if (search.elsewhere() != null) {
            int last = first + search.regions().size();
            Finding other = find(state, List.of(search.elsewhere()), maps, last, true);
            double otherConfidence = other.evidence().confidence(card.tracking().calibration());
            // Far away only certainty counts; near its last place a lost target may be followed on weaker evidence.
            if (otherConfidence > confidence && otherConfidence >= lifecycle.uncertainBelow()) {
                found = other;
                confidence = otherConfidence;
                crop = last;
            }
        }
        Lifecycle.Step step = lifecycle.next(state.last().status(), state.doubtfulFrames(), confidence);
        // A lost target stays where it was last seen as long as what the search picks up is no better than noise.
        boolean noise = step.status() == Status.LOST && confidence < lifecycle.lostBelow();
        Box box = noise ? state.box() : kept(found.box(), search.frame());
        boolean remembers = card.tracking().memoryInfluence() > 0;
        if (remembers && step.status() == Status.TRACKING && state.nextCertain() % LEARN_EVERY == 0) {
            learn(state, maps, crop, found, box);
        }
        Box guess = box.clippedTo(search.frame().width(), search.frame().height());
        boolean foundAgain = lost && step.status() != Status.LOST;
        double before = foundAgain ? lifecycle.uncertainBelow() : state.last().confidence();
        double trust = Trust.after(before, confidence);
        Estimate estimate = new Estimate(guess, trust, step.status());
        state.see(box, found, estimate, step.doubtfulFrames());
        return estimate;
    }

    private Finding find(TargetState state, List<Box> regions, Maps maps, int first, boolean free) {
        long begin = System.nanoTime();
        Finding found = localizer.find(state, regions, maps, first, free);
        watch.correlated(System.nanoTime() - begin);
        return found;
    }

    private void learn(TargetState state, Maps maps, int crop, Finding found, Box box) {
        Box covered = found.map().region();
        double cell = covered.width() / found.map().columns();
        double column = (box.centerX() - covered.x()) / cell - 0.5;
        double row = (box.centerY() - covered.y()) / cell - 0.5;
        state.memory().learn(maps.features(), crop, column, row, MEMORY_RATE);
    }

    /** The box with its centre inside the frame and its sides between two pixels and the frame's. */
    private static Box kept(Box box, Frame frame) {
        double x = Math.max(0, Math.min(frame.width(), box.centerX()));
        double y = Math.max(0, Math.min(frame.height(), box.centerY()));
        double width = Math.max(SMALLEST_SIDE, Math.min(frame.width(), box.width()));
        double height = Math.max(SMALLEST_SIDE, Math.min(frame.height(), box.height()));
        return Box.around(x, y, width, height);
    }

    private TargetMemory memory() {
        return new TargetMemory(network.embeddingChannels(), (int) network.searchShape()[2]);
    }

    /**
     * A target from its {@linkplain Target#snapshot() snapshot}.
     *
     * @throws TwintrackException when the snapshot is damaged or was made with another model
     */
    public Target restore(byte[] snapshot) {
        return new Target(this, TargetState.load(snapshot, digest, memory()));
    }

    /**
     * A target from an older {@linkplain Target#snapshot() snapshot} and its newest {@linkplain Target#whereabouts()
     * whereabouts}: it goes on from there with what it looked like then.
     *
     * @throws TwintrackException when one of them is damaged or the snapshot was made with another model
     */
    public Target restore(byte[] snapshot, String whereabouts) {
        Target target = restore(snapshot);
        target.state().moveTo(whereabouts);
        return target;
    }

    /** What the model says of itself. */
    public ModelCard model() {
        return card;
    }

    String modelDigest() {
        return digest;
    }

    /** Where the time of all updates so far went. */
    public StageTimes times() {
        return watch.times();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
