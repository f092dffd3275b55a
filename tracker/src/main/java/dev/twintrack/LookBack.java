package dev.twintrack;

import dev.twintrack.network.TwinEncoder;

/**
 * Asks an earlier frame about what is seen in the newest one: made a template, is it found there where the target was, or
 * elsewhere? What was elsewhere a frame ago is something else, however alike. (Forward-backward consistency, Kalal,
 * Mikolajczyk, Matas, ICPR 2010, of whole targets instead of points.)
 */
final class LookBack {

    /** A box that moves by so much of its side (the root of its area) from one frame to the next jumps. */
    private static final double JUMP = 0.5;

    /** Log-odds, twenty to one, from which on an answer counts. */
    private static final double SURE = 3;

    /** Cells about the target's place (Chebyshev) that are the place itself, and beyond which others begin. */
    private static final double HERE = 1.5;

    private static final double ELSEWHERE = 3;

    private final TwinEncoder encoder;
    private final Templates templates;
    private final int cells;

    /** @param cells columns of the score map */
    LookBack(TwinEncoder encoder, Templates templates, int cells) {
        this.encoder = encoder;
        this.templates = templates;
        this.cells = cells;
    }

    /**
     * What an earlier frame says.
     *
     * @param here the highest score at the place where the target was, in {@code [0, 1]}
     * @param elsewhere the highest one at all others
     * @param template of what was asked about
     */
    record Answer(double here, double elsewhere, float[] template) {

        private double odds() {
            return Evidence.logit(here) - Evidence.logit(elsewhere);
        }

        /** Whether it surely was the target. */
        boolean target() {
            return odds() > SURE;
        }

        /** Whether it surely was something else. */
        boolean another() {
            return odds() < -SURE;
        }

        boolean surerThan(Answer other) {
            return odds() > other.odds();
        }
    }

    static boolean jumps(Box from, Box to) {
        double way = Math.hypot(to.centerX() - from.centerX(), to.centerY() - from.centerY());
        return way > JUMP * Math.sqrt(from.area());
    }

    /**
     * Where what is in the box now was then.
     *
     * @param box inside the frame
     */
    Answer ask(Frame frame, Box box, Sight then) {
        float[] template = templates.of(frame, box);
        float[] logits = encoder.search(then.crop(), new float[][] {template}).score();
        double here = 0;
        double elsewhere = 0;
        for (int i = 0; i < logits.length; i++) {
            double score = Evidence.probability(logits[i]);
            double away = Math.max(Math.abs(i % cells - then.column()), Math.abs(i / cells - then.row()));
            if (away <= HERE) {
                here = Math.max(here, score);
            } else if (away > ELSEWHERE) {
                elsewhere = Math.max(elsewhere, score);
            }
        }
        return new Answer(here, elsewhere, template);
    }
}
