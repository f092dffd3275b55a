package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.training.metric.Contrastive;
import dev.twintrack.training.metric.Distance;
import dev.twintrack.training.metric.InfoNce;
import dev.twintrack.training.metric.MetricLoss;
import dev.twintrack.training.metric.Miner;
import dev.twintrack.training.metric.MultiSimilarity;
import dev.twintrack.training.metric.TripletMargin;
import java.util.random.RandomGenerator;

/**
 * What an embedding is trained for. Embeddings have length 1, so that Euclidean distances lie in {@code [0, 2]}.
 *
 * @param loss the formula
 * @param distance what it pulls down and pushes up
 * @param margin of triplets; of contrastive negatives
 * @param positiveMargin of contrastive positives
 * @param temperature of InfoNCE
 * @param swap whether triplets also compare the positive with the negative
 * @param soft whether triplets have softplus in place of the hinge
 * @param miner what is learnt from
 * @param memory embeddings of earlier batches that serve as further positives and negatives; 0 for none. A resumed run
 *     begins with an empty memory.
 */
public record MetricTask(
        Loss loss,
        Measure distance,
        double margin,
        double positiveMargin,
        double temperature,
        boolean swap,
        boolean soft,
        Mining miner,
        int memory) {

    /** The formulas. */
    public enum Loss {
        TRIPLET,
        CONTRASTIVE,
        INFO_NCE,
        MULTI_SIMILARITY
    }

    /** The distances. */
    public enum Measure {
        EUCLIDEAN,
        SQUARED_EUCLIDEAN,
        COSINE;

        Distance distance() {
            return switch (this) {
                case EUCLIDEAN -> Distance.euclidean();
                case SQUARED_EUCLIDEAN -> Distance.squaredEuclidean();
                case COSINE -> Distance.cosine();
            };
        }
    }

    /** The miners. */
    public enum Mining {
        ALL,
        RANDOM,
        SEMI_HARD,
        BATCH_HARD,
        EASY_POSITIVE,
        EASY_POSITIVE_SEMI_HARD,
        DISTANCE_WEIGHTED,
        MULTI_SIMILARITY
    }

    public MetricTask {
        if (memory < 0) {
            throw new TwintrackException("metric.memory is %d: give a number of embeddings, or 0".formatted(memory));
        }
    }

    /** Triplets with batch-hard mining (Hermans et al., 2017). */
    static MetricTask defaults() {
        return new MetricTask(Loss.TRIPLET, Measure.EUCLIDEAN, 0.2, 0, 0.1, false, false, Mining.BATCH_HARD, 0);
    }

    /** The loss with its miner; random miners draw from the generator. */
    MetricLoss loss(RandomGenerator random) {
        Distance measure = distance.distance();
        MetricLoss plain =
                switch (loss) {
                    case TRIPLET -> triplet(measure);
                    case CONTRASTIVE -> Contrastive.of(measure, positiveMargin, margin);
                    case INFO_NCE -> InfoNce.of(measure, temperature);
                    case MULTI_SIMILARITY -> MultiSimilarity.of(measure, 2, 50, 0.5);
                };
        return switch (miner) {
            case ALL -> plain;
            case RANDOM -> plain.mining(Miner.random(random));
            case SEMI_HARD -> plain.mining(Miner.semiHard(margin));
            case BATCH_HARD -> plain.mining(Miner.batchHard());
            case EASY_POSITIVE -> plain.mining(Miner.easyPositive());
            case EASY_POSITIVE_SEMI_HARD -> plain.mining(Miner.easyPositiveSemiHard());
            case DISTANCE_WEIGHTED -> plain.mining(Miner.distanceWeighted(random));
            case MULTI_SIMILARITY -> plain.mining(Miner.multiSimilarity());
        };
    }

    private TripletMargin triplet(Distance measure) {
        TripletMargin triplet = TripletMargin.of(measure, margin);
        triplet = swap ? triplet.swapped() : triplet;
        return soft ? triplet.soft() : triplet;
    }
}
