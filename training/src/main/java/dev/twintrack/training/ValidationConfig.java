package dev.twintrack.training;

import dev.twintrack.TwintrackException;

/**
 * What is measured on the part of the data that is held back.
 *
 * @param batches batches of pairs that the loss is measured on
 * @param clips videos that the tracker is run on for its average overlap; 0 for none
 * @param frames most frames of each
 */
record ValidationConfig(int batches, int clips, int frames) {

    ValidationConfig {
        if (batches < 1 || clips < 0 || frames < 2) {
            throw new TwintrackException(
                    "validation.batches wants at least 1, validation.clips at least 0, validation.frames at least 2");
        }
    }
}
