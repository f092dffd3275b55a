package dev.twintrack.training.data;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which part of the data: what is trained on, or what is held back to measure on. Whole sequences fall on one side. */
public enum Split {
    TRAIN,
    VALIDATION;

    /**
     * Whether this part has the sequence: decided by a hash of its name alone, so that adding data moves nothing.
     *
     * @param heldBack share of the sequences held back, in {@code [0, 1)}
     */
    public boolean has(String dataset, String sequence, double heldBack) {
        CRC32 hash = new CRC32();
        hash.update((dataset + "/" + sequence).getBytes(StandardCharsets.UTF_8));
        boolean held = Seeds.unit(Seeds.mix(hash.getValue(), 0)) < heldBack;
        return held == (this == VALIDATION);
    }
}
