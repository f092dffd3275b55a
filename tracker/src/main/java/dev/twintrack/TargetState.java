package dev.twintrack;

import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of one target between two frames. Changed by its tracker alone. */
final class TargetState {

    private static final String SEPARATOR = ";";

    private final float[] template;
    private final TargetMemory memory;
    private final BoxCorrection correction;
    private Box box;
    private Estimate last;
    private Finding finding;
    private int doubtfulFrames;
    private int roamed;
    private int certain;

    TargetState(Box box, float[] template, TargetMemory memory, BoxCorrection correction) {
        this.box = box;
        this.template = template;
        this.memory = memory;
        this.correction = correction;
        this.last = new Estimate(box, 1, Status.TRACKING);
    }

    /** Where it was last seen, in pixels of the frame; may reach beyond the frame. */
    Box box() {
        return box;
    }

    float[] template() {
        return template;
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

    int doubtfulFrames() {
        return doubtfulFrames;
    }

    /** Which place of the frame is next to be searched for a lost target; counts up. */
    int nextRoam() {
        return roamed++;
    }

    /** Which of the frames on which the target was certain the last one was; counts up. */
    int nextCertain() {
        return certain++;
    }

    void see(Box newBox, Finding found, Estimate estimate, int newDoubtfulFrames) {
        box = newBox;
        finding = found;
        last = estimate;
        doubtfulFrames = newDoubtfulFrames;
        if (estimate.status() != Status.LOST) {
            roamed = 0;
        }
    }

    /** Everything but the last finding, as safetensors bytes. */
    byte[] save(String modelDigest) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("template", new Tensor(new long[] {template.length}, template));
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
        facts.put("doubtfulFrames", Integer.toString(doubtfulFrames));
        facts.put("roamed", Integer.toString(roamed));
        facts.put("certain", Integer.toString(certain));
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
                    file.tensors().get("template").data(),
                    memory,
                    correction(facts.get("correction")));
            state.last = new Estimate(
                    Box.parse(facts.get("guess")),
                    Double.parseDouble(facts.get("confidence")),
                    Status.valueOf(facts.get("status")));
            state.doubtfulFrames = Integer.parseInt(facts.get("doubtfulFrames"));
            state.roamed = Integer.parseInt(facts.get("roamed"));
            state.certain = Integer.parseInt(facts.get("certain"));
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
                Integer.toString(doubtfulFrames),
                Integer.toString(roamed),
                Integer.toString(certain));
    }

    /** Takes back what {@link #whereabouts()} said. */
    void moveTo(String whereabouts) {
        try {
            String[] parts = whereabouts.split(SEPARATOR, -1);
            Box newBox = Box.parse(parts[0]);
            Estimate newLast =
                    new Estimate(Box.parse(parts[1]), Double.parseDouble(parts[2]), Status.valueOf(parts[3]));
            int newDoubtfulFrames = Integer.parseInt(parts[4]);
            int newRoamed = Integer.parseInt(parts[5]);
            certain = Integer.parseInt(parts[6]);
            roamed = newRoamed;
            box = newBox;
            last = newLast;
            doubtfulFrames = newDoubtfulFrames;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | TwintrackException e) {
            throw new TwintrackException("the target's whereabouts are damaged: start the target anew", e);
        }
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
