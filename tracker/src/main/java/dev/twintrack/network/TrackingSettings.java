package dev.twintrack.network;

import dev.twintrack.TwintrackException;

/**
 * How a model's response becomes a box, a confidence and a status: chosen with the model, so part of its card.
 *
 * @param windowInfluence share of the Hann window in a position's rank, in {@code [0, 1]}
 * @param sizePenalty how much a change of size or aspect lowers a position's rank (Li et al., "SiamRPN", 2018,
 *     section 4.3: {@code exp(-(change - 1) · sizePenalty)})
 * @param sizeRate share of the new size in the smoothed one, in {@code (0, 1]}
 * @param scales sizes searched by a correlation head, odd; 1 for an anchor-free head
 * @param scaleStep ratio between two neighbouring of these sizes
 * @param memoryInfluence weight of the online target memory in a position's rank, in {@code [0, 1]}; 0 switches it off
 * @param boxCorrection how much of the difference between the given and the predicted box on the first frame is
 *     carried on, in {@code [0, 1]}
 * @param uncertainBelow a frame's own confidence under which the status is uncertain
 * @param lostBelow a frame's own confidence under which, for some frames, the target is lost
 * @param calibration coefficients of the logistic regression that turns measures of the raw response into a frame's
 *     own confidence: the constant first
 */
public record TrackingSettings(
        double windowInfluence,
        double sizePenalty,
        double sizeRate,
        int scales,
        double scaleStep,
        double memoryInfluence,
        double boxCorrection,
        double uncertainBelow,
        double lostBelow,
        double[] calibration) {

    public TrackingSettings {
        if (!(windowInfluence >= 0 && windowInfluence <= 1 && memoryInfluence >= 0 && memoryInfluence <= 1)
                || !(boxCorrection >= 0 && boxCorrection <= 1)
                || !(sizePenalty >= 0)
                || !(sizeRate > 0 && sizeRate <= 1)) {
            throw new TwintrackException("tracking settings out of range: window %s, memory %s, penalty %s, rate %s"
                    .formatted(windowInfluence, memoryInfluence, sizePenalty, sizeRate));
        }
        if (scales < 1 || scales % 2 == 0 || !(scaleStep >= 1) || !(lostBelow <= uncertainBelow)) {
            throw new TwintrackException("tracking settings out of range: scales %d, step %s, lost %s, uncertain %s"
                    .formatted(scales, scaleStep, lostBelow, uncertainBelow));
        }
    }

    /**
     * What a fresh model starts with: common values of the field, and a confidence that never gives a target up. To be
     * tuned on held-back sequences.
     */
    public static TrackingSettings untuned(Architecture.Head head) {
        return head == Architecture.Head.CORRELATION
                ? new TrackingSettings(0.35, 0, 0.59, 3, 1.0375, 0, 0, 0, 0, new double[] {0})
                : new TrackingSettings(0.3, 0.08, 0.35, 1, 1, 0, 0, 0, 0, new double[] {0});
    }

    public TrackingSettings withWindowInfluence(double value) {
        return with(value, sizePenalty, sizeRate, memoryInfluence, boxCorrection);
    }

    public TrackingSettings withSizePenalty(double value) {
        return with(windowInfluence, value, sizeRate, memoryInfluence, boxCorrection);
    }

    public TrackingSettings withSizeRate(double value) {
        return with(windowInfluence, sizePenalty, value, memoryInfluence, boxCorrection);
    }

    public TrackingSettings withMemoryInfluence(double value) {
        return with(windowInfluence, sizePenalty, sizeRate, value, boxCorrection);
    }

    public TrackingSettings withBoxCorrection(double value) {
        return with(windowInfluence, sizePenalty, sizeRate, memoryInfluence, value);
    }

    private TrackingSettings with(double window, double penalty, double rate, double memory, double correction) {
        return new TrackingSettings(
                window, penalty, rate, scales, scaleStep, memory, correction, uncertainBelow, lostBelow, calibration);
    }

    /** The settings under which a target is never lost, so that every search is a search near its last place. */
    public TrackingSettings neverLost() {
        return calibrated(new double[] {0}, 0, 0);
    }

    /** The settings with another calibration and the thresholds that go with it. */
    public TrackingSettings calibrated(double[] coefficients, double newUncertainBelow, double newLostBelow) {
        return new TrackingSettings(
                windowInfluence,
                sizePenalty,
                sizeRate,
                scales,
                scaleStep,
                memoryInfluence,
                boxCorrection,
                newUncertainBelow,
                newLostBelow,
                coefficients);
    }
}
