package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.training.loss.BoxLoss;
import dev.twintrack.training.loss.ScoreLoss;

/**
 * What a tracker is trained for: the weights of the loss's terms, 0 to leave one out.
 *
 * @param scoreKind how each cell's score is judged
 * @param score weight of the score's loss
 * @param hardest for balanced scores: cells of each map that carry half of the negative weight; 0 for none
 * @param boxKind how boxes are judged
 * @param box weight of the boxes' loss
 * @param quality weight of the loss of the predicted overlap
 * @param mistaken weight of the loss that wants a predicted overlap of 0 at the {@code tripletHardest} highest negative cells of
 *     each map: a place that looks like the target and is not
 * @param triplet weight of the triplet loss on the score map
 * @param tripletHardest highest negative cells of each map in the triplet loss; 0 for all
 * @param lookAlike weight of the triplet loss whose negatives are the cells on known look-alikes alone
 * @param radius of the positive cells around the centre in pixels, for a correlation head; 16 in SiamFC
 */
public record LossConfig(
        ScoreKind scoreKind,
        double score,
        int hardest,
        BoxLoss boxKind,
        double box,
        double quality,
        double mistaken,
        double triplet,
        int tripletHardest,
        double lookAlike,
        double radius) {

    /** How each cell's score is judged. */
    public enum ScoreKind {
        BALANCED,
        FOCAL
    }

    public LossConfig {
        for (double weight : new double[] {score, box, quality, mistaken, triplet, lookAlike}) {
            if (!(weight >= 0)) {
                throw new TwintrackException("a weight in loss is %s: give at least 0".formatted(weight));
            }
        }
        if (score + triplet == 0) {
            throw new TwintrackException("loss.score and loss.triplet are both 0: nothing teaches the score");
        }
        if (hardest < 0 || tripletHardest < 0 || !(radius > 0)) {
            throw new TwintrackException(
                    "loss.hardest and loss.tripletHardest want at least 0, loss.radius more than 0 pixels");
        }
    }

    ScoreLoss scoreLoss() {
        return switch (scoreKind) {
            case BALANCED -> hardest == 0 ? ScoreLoss.balanced() : ScoreLoss.balanced(hardest);
            case FOCAL -> ScoreLoss.focal();
        };
    }

    ScoreLoss tripletLoss() {
        return tripletHardest == 0 ? ScoreLoss.triplet() : ScoreLoss.triplet(tripletHardest);
    }
}
