package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Spots on black, and an encoder that sees nothing but colours: with the real one nobody could say beforehand which of two things it
 * likes better.
 */
class LookBackTest {

    private static final ModelFile MODEL = withoutMemory(ModelFile.bundled());

    private static ModelFile withoutMemory(ModelFile file) {
        TrackingSettings its = file.card().tracking();
        TrackingSettings settings = new TrackingSettings(
                0.3,
                its.sizePenalty(),
                its.sizeRate(),
                its.scales(),
                its.scaleStep(),
                0,
                0,
                its.uncertainBelow(),
                its.lostBelow(),
                its.calibration());
        return new ModelFile(file.card().withTracking(settings), file.weights());
    }

    /** Scores each cell by how near its colour is to that in the middle of the template; all boxes have the same size. */
    private static final class ColourEncoder implements TwinEncoder {

        private final ModelCard card = MODEL.card();
        private final TwinNetwork network = new TwinNetwork(card.architecture());
        private int searches;

        @Override
        public float[][] embed(byte[] crops, int n) {
            int side = card.architecture().templateSize();
            int area = (int) (network.templateShape()[2] * network.templateShape()[3]);
            float[][] templates = new float[n][2 * area];
            for (int i = 0; i < n; i++) {
                int middle = (i * side * side + side / 2 * side + side / 2) * 3;
                Arrays.fill(templates[i], 0, area, crops[middle] & 0xff);
                Arrays.fill(templates[i], area, 2 * area, crops[middle + 1] & 0xff);
            }
            return templates;
        }

        @Override
        public Maps search(byte[] crops, float[][] templates) {
            searches++;
            int side = card.architecture().searchSize();
            int cells = (int) network.searchShape()[2];
            double stride = network.stride();
            double offset = (side - (cells - 1) * stride) / 2;
            int plane = cells * cells;
            float[] score = new float[templates.length * plane];
            for (int i = 0; i < score.length; i++) {
                int crop = i / plane;
                int x = (int) (offset + i % cells * stride);
                int y = (int) (offset + i % plane / cells * stride);
                int at = (crop * side * side + y * side + x) * 3;
                double blue = (crops[at] & 0xff) - highest(templates[crop], 0);
                double green = (crops[at + 1] & 0xff) - highest(templates[crop], 1);
                score[i] = (float) (8 - (blue * blue + green * green) / 150);
            }
            float[] quality = new float[score.length];
            Arrays.fill(quality, 3);
            float[] box = new float[4 * score.length];
            Arrays.fill(box, 1.75f);
            return new Maps(new float[0], score, quality, box);
        }

        private static float highest(float[] template, int half) {
            float highest = 0;
            for (int i = 0; i < template.length / 2; i++) {
                highest = Math.max(highest, template[half * template.length / 2 + i]);
            }
            return highest;
        }

        @Override
        public void close() {}
    }

    /** A spot of some blue and green. */
    private record Spot(int x, int blue, int green) {}

    private static Frame frame(Spot... spots) {
        byte[] bgr = new byte[240 * 180 * 3];
        for (Spot spot : spots) {
            for (int y = 84; y < 97; y++) {
                for (int x = spot.x() - 6; x <= spot.x() + 6; x++) {
                    bgr[(y * 240 + x) * 3] = (byte) spot.blue();
                    bgr[(y * 240 + x) * 3 + 1] = (byte) spot.green();
                }
            }
        }
        return Frame.wrapBgr(240, 180, bgr);
    }

    private static final Box START = Box.around(100.5, 90.5, 32, 32);
    private static final Spot TARGET = new Spot(100, 100, 100);
    private static final Spot CHANGED = new Spot(104, 100, 140);
    private static final Spot OTHER = new Spot(144, 125, 100);

    @Test
    void whatWasElsewhereAFrameAgoIsNotTheTargetHoweverAlike() {
        try (Tracker tracker = Tracker.open(MODEL, new ColourEncoder())) {
            Target target = tracker.start(frame(TARGET, OTHER), START);
            Estimate estimate = target.update(frame(CHANGED, OTHER));
            assertThat(estimate.guess().centerX()).isBetween(97.0, 111.0);
        }
    }

    @Test
    void aJumpToWhereNothingWasIsBelieved() {
        try (Tracker tracker = Tracker.open(MODEL, new ColourEncoder())) {
            Target target = tracker.start(frame(TARGET), START);
            Estimate estimate = target.update(frame(CHANGED, OTHER));
            assertThat(estimate.guess().centerX()).isBetween(137.0, 151.0);
        }
    }

    @Test
    void aJumpIsBelievedWhenNothingElseIsInSight() {
        try (Tracker tracker = Tracker.open(MODEL, new ColourEncoder())) {
            Target target = tracker.start(frame(TARGET, OTHER), START);
            Estimate estimate = target.update(frame(OTHER));
            assertThat(estimate.guess().centerX()).isBetween(137.0, 151.0);
        }
    }

    @Test
    void whatHardlyMovesIsNotAskedFor() {
        ColourEncoder encoder = new ColourEncoder();
        try (Tracker tracker = Tracker.open(MODEL, encoder)) {
            Target target = tracker.start(frame(TARGET, OTHER), START);
            target.update(frame(TARGET, OTHER));
            int before = encoder.searches;
            target.update(frame(new Spot(106, 100, 100), OTHER));
            assertThat(encoder.searches - before).isEqualTo(1);
        }
    }

    @Test
    void theFirstFrameSpeaksForTheTargetAndAgainstAnother() {
        try (Tracker tracker = Tracker.open(MODEL, new ColourEncoder())) {
            Target same = tracker.start(frame(TARGET), START);
            same.update(frame(TARGET));
            assertThat(same.state().opinion()).isPositive();
            Target gone = tracker.start(frame(TARGET), START);
            gone.update(frame(new Spot(100, 100, 150)));
            assertThat(gone.state().opinion()).isNegative();
        }
    }

    @Test
    void whatTheFirstFrameKnowsIsLookedForAsItIsNow() {
        try (Tracker tracker = Tracker.open(MODEL, new ColourEncoder())) {
            Target faded = tracker.start(frame(TARGET), START);
            faded.update(frame(new Spot(100, 100, 110)));
            assertThat(ColourEncoder.highest(faded.state().template(), 1)).isEqualTo(105);
            Target another = tracker.start(frame(TARGET), START);
            another.update(frame(new Spot(100, 100, 150)));
            assertThat(ColourEncoder.highest(another.state().template(), 1)).isEqualTo(100);
        }
    }

    @Test
    void ofManyTargetsOneAsksTheFirstFrameAtATimeAndEachInItsTurn() {
        try (Tracker tracker = Tracker.open(MODEL, new ColourEncoder())) {
            List<Target> targets = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                targets.add(tracker.start(frame(TARGET), START));
            }
            List<Integer> asked = new ArrayList<>();
            for (int step = 0; step < 3 * Recognition.EVERY; step++) {
                tracker.update(targets.stream()
                        .map(target -> new Look(target, frame(TARGET)))
                        .toList());
                List<Target> now = targets.stream()
                        .filter(target -> target.state().unheard() == 1)
                        .toList();
                assertThat(now).hasSizeLessThanOrEqualTo(1);
                now.forEach(target -> asked.add(targets.indexOf(target)));
            }
            assertThat(asked).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
        }
    }

    @Test
    void aFramesConfidenceIsMovedByTheOpinion() {
        assertThat(Recognition.confidence(0.7, 0)).isCloseTo(0.7, offset(1e-9));
        assertThat(Recognition.confidence(0.5, Math.log(3))).isCloseTo(0.75, offset(1e-9));
        double unknown = Recognition.opinion(new LookBack.Answer(0.001, 0, null));
        double known = Recognition.opinion(new LookBack.Answer(0.999, 0, null));
        assertThat(unknown).isEqualTo(-2.4, offset(1e-9));
        assertThat(known).isEqualTo(0.8, offset(1e-9));
    }
}
