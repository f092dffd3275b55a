package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import java.util.List;

/**
 * The learning rate over time, as a factor on its peak: a linear rise over the warm-up, then a fall.
 *
 * @param kind how it falls
 * @param warmup steps of the linear rise, less than {@code steps}
 * @param steps steps of the whole run
 * @param floor factor at the last step, for cosine and exponential fall; in {@code [0, 1]}
 * @param milestones for the step fall: shares of the run, in {@code (0, 1)}, at which the factor is multiplied by
 *     {@code drop}
 * @param drop factor at each milestone
 */
public record Schedule(Kind kind, long warmup, long steps, double floor, List<Double> milestones, double drop) {

    /** The ways to fall. */
    public enum Kind {
        CONSTANT,
        /** Half a cosine wave: Loshchilov and Hutter, "SGDR" (ICLR 2017), one period. */
        COSINE,
        /** The same ratio from each step to the next, as SiamFC's recipe has it. */
        EXPONENTIAL,
        STEP
    }

    public Schedule {
        milestones = List.copyOf(milestones);
        if (steps < 1 || warmup < 0 || warmup >= steps) {
            throw new TwintrackException(
                    "schedule.warmup is %d of %d steps: give less than the whole run".formatted(warmup, steps));
        }
        if (!(floor >= 0 && floor <= 1) || (kind == Kind.EXPONENTIAL && floor == 0)) {
            throw new TwintrackException("schedule.floor is %s: give a factor from 0 to 1%s"
                    .formatted(floor, kind == Kind.EXPONENTIAL ? ", above 0 for an exponential fall" : ""));
        }
        if (milestones.stream().anyMatch(at -> !(at > 0 && at < 1))) {
            throw new TwintrackException(
                    "schedule.milestones are %s: give shares of the run between 0 and 1".formatted(milestones));
        }
    }

    public static Schedule constant(long steps) {
        return new Schedule(Kind.CONSTANT, 0, steps, 1, List.of(), 1);
    }

    public static Schedule cosine(long warmup, long steps, double floor) {
        return new Schedule(Kind.COSINE, warmup, steps, floor, List.of(), 1);
    }

    /**
     * The factor of one step.
     *
     * @param step from 1
     */
    public double factor(long step) {
        if (step <= warmup) {
            return (double) step / (warmup + 1);
        }
        double progress = Math.min(1, (double) (step - warmup - 1) / Math.max(1, steps - warmup - 1));
        return switch (kind) {
            case CONSTANT -> 1;
            case COSINE -> floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
            case EXPONENTIAL -> Math.pow(floor, progress);
            case STEP ->
                Math.pow(
                        drop,
                        milestones.stream().filter(at -> step > at * steps).count());
        };
    }
}
