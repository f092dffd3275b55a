package dev.twintrack;

import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What is known of one target between two frames. Changed by its tracker alone. */
final class TargetState {

    private static final String SEPARATOR = ";";

    private final Appearance appearance;
    private final TargetMemory memory;
    private final BoxCorrection correction;
    private Box box;
    private Estimate last;
    private Finding finding;
    private Sight first;
    private Sight sight;
    private double opinion;
    private int unheard = Recognition.EVERY;
    private int turn;
    private int doubted;
    private int weakFrames;
    private int roamed;
    private int certain;

    TargetState(Box box, Appearance appearance, TargetMemory memory, BoxCorrection correction) {
        this.box = box;
        this.appearance = appearance;
        this.memory = memory;
        this.correction = correction;
        this.last = new Estimate(box, 1, Status.TRACKING);
    }

    /** Where it was last seen, in pixels of the frame; may reach beyond the frame. */
    Box box() {
        return box;
    }

    /** What it looks like, turned as it was last seen. */
    float[] template() {
        return appearance.template(turn);
    }

    /** What it looks like in another turn. */
    float[] template(int other) {
        return appearance.template(other);
    }

    /** What it looks like now, where it is not turned. */
    void renew(float[] seen) {
        appearance.renew(seen);
    }

    /** Steps by which it has turned since the start. */
    int turn() {
        return turn;
    }

    /** The turn that it may have taken: while it is in doubt, if it has templates for that. */
    OptionalInt nextTurn() {
        return appearance.turns() > 1 ? Turns.next(turn, doubted) : OptionalInt.empty();
    }

    TargetMemory memory() {
        return memory;
    }

    BoxCorrection correction() {
        return correction;
    }

    Estimate last() {
        return last;
    }

    /** What the last search found; null before the first. */
    Finding finding() {
        return finding;
    }

    /** The first frame's region; null where it is not known. */
    Sight first() {
        return first;
    }

    void startedAt(Sight start) {
        first = start;
        sight = start;
    }

    /** The last region that was searched for it; null where it is not known. */
    Sight sight() {
        return sight;
    }

    void leave(Sight newSight) {
        sight = newSight;
    }

    /** Frames since the first frame was asked for an opinion; due to be asked once more when that is known and these are many. */
    int unheard() {
        return unheard;
    }

    boolean isOpinionDue() {
        return first != null && unheard >= Recognition.EVERY;
    }

    /** Log-odds that the last {@link Recognition} adds to those of each frame. */
    double opinion() {
        return opinion;
    }

    void hear(double newOpinion) {
        opinion = newOpinion;
        unheard = 0;
    }

    int weakFrames() {
        return weakFrames;
    }

    /** Which place of the frame is next to be searched for a lost target; counts up. */
    int nextRoam() {
        return roamed++;
    }

    /** Which of the frames on which the target was certain the last one was; counts up. */
    int nextCertain() {
        return certain++;
    }

    /** What a frame showed; {@code doubt} of the frame by itself, whatever those before it said. */
    void see(Box newBox, int newTurn, Finding found, Estimate estimate, boolean doubt, int newWeakFrames) {
        box = newBox;
        turn = newTurn;
        finding = found;
        unheard++;
        last = estimate;
        doubted = doubt ? doubted + 1 : 0;
        weakFrames = newWeakFrames;
        if (estimate.status() != Status.LOST) {
            roamed = 0;
        }
    }

    /** Everything but the last finding and the regions that were searched, as safetensors bytes. */
    byte[] save(String modelDigest) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        appearance.save(tensors);
        memory.save(tensors);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", modelDigest);
        facts.put("box", text(box));
        facts.put(
                "correction",
                correction.dx() + "," + correction.dy() + "," + correction.width() + "," + correction.height());
        facts.put("guess", text(last.guess()));
        facts.put("confidence", Double.toString(last.confidence()));
        facts.put("status", last.status().name());
        facts.put("turn", Integer.toString(turn));
        facts.put("doubted", Integer.toString(doubted));
        facts.put("weakFrames", Integer.toString(weakFrames));
        facts.put("roamed", Integer.toString(roamed));
        facts.put("certain", Integer.toString(certain));
        facts.put("unheard", Integer.toString(unheard));
        facts.put("opinion", Double.toString(opinion));
        return new Safetensors(tensors, facts).toBytes();
    }

    static TargetState load(byte[] snapshot, String modelDigest, TargetMemory memory) {
        Safetensors file = Safetensors.parse(snapshot, "the target's snapshot");
        Map<String, String> facts = file.metadata();
        if (!modelDigest.equals(facts.get("model"))) {
            throw new TwintrackException(
                    "the snapshot was made with another model: start the target anew, or load that model");
        }
        try {
            memory.load(file.tensors());
            TargetState state = new TargetState(
                    Box.parse(facts.get("box")),
                    Appearance.load(file.tensors()),
                    memory,
                    correction(facts.get("correction")));
            state.last = new Estimate(
                    Box.parse(facts.get("guess")),
                    Double.parseDouble(facts.get("confidence")),
                    Status.valueOf(facts.get("status")));
            state.turn = state.known(facts.get("turn"));
            state.doubted = Integer.parseInt(facts.get("doubted"));
            state.weakFrames = Integer.parseInt(facts.get("weakFrames"));
            state.roamed = Integer.parseInt(facts.get("roamed"));
            state.certain = Integer.parseInt(facts.get("certain"));
            state.unheard = Integer.parseInt(facts.get("unheard"));
            state.opinion = Double.parseDouble(facts.get("opinion"));
            return state;
        } catch (IllegalArgumentException | NullPointerException | ArrayIndexOutOfBoundsException e) {
            throw new TwintrackException("the target's snapshot is damaged: start the target anew", e);
        }
    }

    /** What every frame changes, as text. */
    String whereabouts() {
        return String.join(
                SEPARATOR,
                text(box),
                text(last.guess()),
                Double.toString(last.confidence()),
                last.status().name(),
                Integer.toString(turn),
                Integer.toString(doubted),
                Integer.toString(weakFrames),
                Integer.toString(roamed),
                Integer.toString(certain),
                Integer.toString(unheard),
                Double.toString(opinion));
    }

    /** Takes back what {@link #whereabouts()} said. */
    void moveTo(String whereabouts) {
        try {
            String[] parts = whereabouts.split(SEPARATOR, -1);
            Box newBox = Box.parse(parts[0]);
            Estimate newLast =
                    new Estimate(Box.parse(parts[1]), Double.parseDouble(parts[2]), Status.valueOf(parts[3]));
            int newTurn = known(parts[4]);
            int newDoubted = Integer.parseInt(parts[5]);
            int newWeakFrames = Integer.parseInt(parts[6]);
            int newRoamed = Integer.parseInt(parts[7]);
            int newCertain = Integer.parseInt(parts[8]);
            int newUnheard = Integer.parseInt(parts[9]);
            opinion = Double.parseDouble(parts[10]);
            certain = newCertain;
            unheard = newUnheard;
            turn = newTurn;
            doubted = newDoubted;
            roamed = newRoamed;
            box = newBox;
            last = newLast;
            weakFrames = newWeakFrames;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | TwintrackException e) {
            throw new TwintrackException("the target's whereabouts are damaged: start the target anew", e);
        }
    }

    /** A turn for which there is a template. */
    private int known(String text) {
        int index = Integer.parseInt(text);
        if (index < 0 || index >= appearance.turns()) {
            throw new IllegalArgumentException("there are " + appearance.turns() + " turns, not " + text);
        }
        return index;
    }

    private static BoxCorrection correction(String text) {
        String[] parts = text.split(",");
        return new BoxCorrection(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }

    private static String text(Box box) {
        return box.x() + "," + box.y() + "," + box.width() + "," + box.height();
    }
}
