package dev.twintrack.training;

import dev.twintrack.TwintrackException;

/**
 * Which of a tracker's mistakes are kept.
 *
 * @param score least score of a false peak, in {@code [0, 1]}
 * @param overlap a place that overlaps the target by less (IoU) is another; a tracker below it has lost the target
 * @param perFrame most places of a track in one frame
 * @param perTrack most places of a track, those with the highest scores
 * @param rest frames after a loss until the tracker starts on the target again
 */
record MineOptions(double score, double overlap, int perFrame, int perTrack, int rest) {

    MineOptions {
        if (!(score >= 0 && score <= 1) || !(overlap >= 0 && overlap <= 1)) {
            throw new TwintrackException("score %s and overlap %s: give numbers from 0 to 1".formatted(score, overlap));
        }
        if (perFrame < 1 || perTrack < 1 || rest < 1) {
            throw new TwintrackException("places a frame, places a track and frames of rest want at least 1");
        }
    }
}
