package dev.twintrack;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The twin encoder at work: embeds a target once, then finds it in frame after frame. One tracker serves any number of
 * targets in any number of streams; all targets given to one {@link #update(List)} go through the network as one batch.
 *
 * <p>A target that is in doubt is also compared as it would look if it had turned in the picture. One that is lost is followed
 * as long as something about its last place is like it, and looked for, one region a frame, all over the frame.
 *
 * <p>One that seems to jump stays with what was at its place a frame ago, if that is still to be seen. And now and then what is
 * followed is looked for in the first frame, which is a second opinion on whether it is the target; where that and the frame itself
 * are sure of it, what it looks like now is looked for from then on, too.
 *
 * <p>Owns native memory: close it. One thread at a time may call it.
 */
public final class Tracker implements AutoCloseable {

    /** Of the frames on which a target is certain, one in so many is learned from: they differ little. */
    private static final int LEARN_EVERY = 3;

    private static final double MEMORY_RATE = 0.09;

    private final ModelCard card;
    private final String digest;
    private final TwinEncoder encoder;
    private final TwinNetwork network;
    private final Templates templates;
    private final Localizer localizer;
    private final Lifecycle lifecycle;
    private final Seeker seeker;
    private final LookBack lookBack;
    private final Chooser chooser;
    private final boolean looksBack;
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
        this.looksBack = card.architecture().head() == Architecture.Head.ANCHOR_FREE;
        this.lookBack = new LookBack(encoder, templates, (int) network.searchShape()[2]);
        this.chooser =
                new Chooser(localizer, lifecycle, lookBack, card.tracking().calibration(), watch);
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
        if (architecture.head() == Architecture.Head.CORRELATION) {
            Appearance template = new Appearance(new float[][] {templates.of(frame, inside)});
            return new Target(this, new TargetState(inside, template, memory(), BoxCorrection.NONE));
        }
        float[][] turned = templates.turned(frame, inside);
        Search.View view = new Search.View(frame, localizer.regions(inside).get(0), turned[0]);
        byte[] crop = crops(List.of(view));
        Maps maps = encoder.search(crop, new float[][] {turned[0]});
        double middle = (network.searchShape()[2] - 1) / 2.0;
        TargetMemory memory = memory();
        if (card.tracking().memoryInfluence() > 0) {
            memory.learn(maps.features(), 0, middle, middle, 1);
        }
        TargetState state = new TargetState(inside, new Appearance(turned), memory, localizer.correction(inside, maps));
        state.startedAt(new Sight(crop, 0, crop.length, middle, middle));
        return new Target(this, state);
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
     * stand in the list only once. Now and then a run more looks back: on one frame in sixteen for each target, for one of them at
     * a time, and where a target seems to jump.
     */
    public List<Estimate> update(List<Look> looks) {
        if (looks.isEmpty()) {
            return List.of();
        }
        long begin = System.nanoTime();
        List<Search> searches = looks.stream().map(this::plan).toList();
        List<Search.View> views =
                searches.stream().flatMap(search -> search.views().stream()).toList();
        float[][] wanted = views.stream().map(Search.View::template).toArray(float[][]::new);
        long planned = System.nanoTime();
        byte[] crops = crops(views);
        long cropped = System.nanoTime();
        Maps maps = encoder.search(crops, wanted);
        long encoded = System.nanoTime();
        TargetState asking = searches.stream()
                .map(Search::state)
                .filter(TargetState::isOpinionDue)
                .max(Comparator.comparingInt(TargetState::unheard))
                .orElse(null);
        List<Estimate> estimates = new ArrayList<>();
        int first = 0;
        for (Search search : searches) {
            estimates.add(conclude(search, crops, maps, first, search.state() == asking));
            first += search.views().size();
        }
        long end = System.nanoTime();
        watch.add(looks.size(), cropped - planned, encoded - cropped, planned - begin + end - encoded);
        return estimates;
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
        return new Search(state, look.frame(), regions, state.nextTurn(), elsewhere);
    }

    private byte[] crops(List<Search.View> views) {
        int size = card.architecture().searchSize();
        int each = cropLength();
        byte[] crops = new byte[views.size() * each];
        for (int i = 0; i < views.size(); i++) {
            Search.View view = views.get(i);
            Crop.into(view.frame(), view.region(), size, Crop.border(view.frame()), crops, i * each);
        }
        return crops;
    }

    /** Bytes of a search crop. */
    private int cropLength() {
        return 3 * card.architecture().searchSize() * card.architecture().searchSize();
    }

    private Estimate conclude(Search search, byte[] crops, Maps maps, int first, boolean asks) {
        TargetState state = search.state();
        Chooser.Candidate best = chooser.best(search, maps, first);
        Box box = Chooser.kept(best.found().box(), search.frame());
        double confidence = best.confidence();
        Lifecycle.Step step = lifecycle.next(state.last().status(), state.weakFrames(), confidence);
        if (asks) {
            LookBack.Answer answer = lookBack.ask(search.frame(), Chooser.inside(box, search.frame()), state.first());
            state.hear(Recognition.opinion(answer));
            if (answer.target()
                    && best.turn() == 0
                    && step.status() == Status.TRACKING
                    && !lifecycle.doubts(confidence)) {
                state.renew(answer.template());
            }
        }
        boolean remembers = card.tracking().memoryInfluence() > 0;
        if (remembers && step.status() == Status.TRACKING && state.nextCertain() % LEARN_EVERY == 0) {
            double column = best.found().column(box);
            state.memory()
                    .learn(maps.features(), best.crop(), column, best.found().row(box), MEMORY_RATE);
        }
        Box guess = box.clippedTo(search.frame().width(), search.frame().height());
        boolean foundAgain = state.last().status() == Status.LOST && step.status() != Status.LOST;
        double before = foundAgain ? lifecycle.uncertainBelow() : state.last().confidence();
        Estimate estimate = new Estimate(
                guess, Trust.after(before, Recognition.confidence(confidence, state.opinion())), step.status());
        if (looksBack) {
            state.leave(new Sight(
                    crops,
                    best.crop(),
                    cropLength(),
                    best.found().column(box),
                    best.found().row(box)));
        }
        state.see(box, best.turn(), best.found(), estimate, lifecycle.doubts(confidence), step.weakFrames());
        return estimate;
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
