package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs out of stills with one red and one green object and of clips with a moving red and a resting green one: the
 * colours tell where an object really is, whatever the sampler says.
 */
class PairSamplerTest {

    private static final Share STILLS = new Share("stills", 1, 0);
    private static final Share CLIPS = new Share("clips", 1, 4);
    private static final Motion STILL = new Motion(0, 1, 1, 0, 1, 0);
    private static final Filling PLAIN = new Filling(0, 0, 0, 1);
    private static final Filling FILL = new Filling(1, 0, 0, 0);

    @TempDir
    private static Path folder;

    private static CropStore store;

    @BeforeAll
    static void prepare() throws IOException {
        for (int i = 0; i < 12; i++) {
            Box red = new Box(90 + 3 * i, 70, 30 + i, 24);
            Fixture.still(
                    folder.resolve("stills"), "s" + i, 260, 200, red, Optional.of(new Box(62 + 3 * i, 108, 22, 24)));
        }
        for (int i = 0; i < 3; i++) {
            Fixture.clip(folder.resolve("clips"), "c" + i, 20, 4);
        }
        store = Fixture.store(
                folder.resolve("store"),
                new DataSource("stills", DataFormat.VOC, folder.resolve("stills")),
                new DataSource("clips", DataFormat.VIDEO, folder.resolve("clips")));
    }

    @Test
    void thePairDependsOnItsNumberAndNotOnTheBatch() {
        PairSampler sampler = sampler(PairOptions.defaults().withSizes(63, 127), 5);

        PairBatch together = sampler.batch(10, 3);
        PairBatch alone = sampler.batch(12, 1);

        int length = 3 * 127 * 127;
        assertThat(alone.pairs().get(0)).isEqualTo(together.pairs().get(2));
        assertThat(Arrays.equals(alone.searches(), 0, length, together.searches(), 2 * length, 3 * length))
                .isTrue();
    }

    @Test
    void anotherSeedGivesOtherPairs() {
        PairOptions options = PairOptions.defaults().withSizes(63, 127);

        assertThat(Arrays.equals(
                        sampler(options, 5).batch(0, 4).searches(),
                        sampler(options, 6).batch(0, 4).searches()))
                .isFalse();
    }

    private PairBatch stills(Appearance appearance, int first) {
        PairOptions options =
                new PairOptions(63, 127, 127.0 / 63, false, List.of(STILLS), 0, 0, STILL, appearance, PLAIN, PLAIN);
        return sampler(options, 1).batch(first, 1);
    }

    @Test
    void bothCropsOfACompressedPairAre() {
        PairBatch before = stills(Fixture.untouched(), 0);
        PairBatch after = stills(new Appearance(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0), 0);

        assertThat(after.pairs().get(0).template())
                .isEqualTo(before.pairs().get(0).template());
        assertThat(after.templates()).isNotEqualTo(before.templates());
        assertThat(after.searches()).isNotEqualTo(before.searches());
    }

    @Test
    void ofAnUnevenPairOneCropIsCoarse() {
        Appearance uneven = new Appearance(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 4, 0, 1);
        int templates = 0;
        for (int i = 0; i < 20; i++) {
            PairBatch before = stills(Fixture.untouched(), i);
            PairBatch after = stills(uneven, i);
            boolean template = !Arrays.equals(before.templates(), after.templates());
            boolean search = !Arrays.equals(before.searches(), after.searches());
            assertThat(template).isNotEqualTo(search);
            templates += template ? 1 : 0;
        }
        assertThat(templates).isBetween(1, 19);
    }

    @Test
    void anUnmovedPlainPairIsWhatTheTrackerCuts() {
        PairBatch batch = sampler(Fixture.options(0, STILL, PLAIN, STILLS), 1).batch(0, 1);

        Pair.Origin from = batch.pairs().get(0).search();
        StoredSequence sequence = store.sequences().stream()
                .filter(s -> s.name().equals(from.sequence()))
                .findFirst()
                .orElseThrow();
        Patch patch = sequence.patches().get(from.track());
        float[] cut = new float[3 * 127 * 127];
        Crop.into(store.pixels(patch), Crop.region(patch.target(), 127.0 / 63), 127, patch.mean(), cut, 0);
        assertThat(Arrays.equals(batch.searches(), cut)).isTrue();
    }

    @Test
    void theTargetsBoxIsWhereTheTargetIsHoweverTheCropMoves() {
        Motion wild = new Motion(0.25, 1.4, 1.2, 0.1, 1.1, 0.5);
        PairBatch batch =
                sampler(Fixture.options(0, wild, PLAIN, STILLS, CLIPS), 3).batch(0, 60);

        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            Box told = pair.target().orElseThrow().clippedTo(127, 127);
            Box seen = seen(batch, i, isRed(pair.template())).orElseThrow();
            assertThat(seen.iou(told)).as(pair.toString()).isGreaterThan(0.85);
            int side = batch.templateSize();
            Box exemplar = Fixture.coloured(batch.templates(), i * 3 * side * side, side, isRed(pair.template()))
                    .orElseThrow();
            assertThat(exemplar.iou(pair.exemplar().clippedTo(side, side)))
                    .as("exemplar of " + pair)
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void theTargetsBoxIsAboutTheTargetHoweverItTurns() {
        Motion turning = new Motion(0.1, 1, 1, 0, 1, 0.5, 1, 60, 1.5, 0, 1);
        PairBatch batch =
                sampler(Fixture.options(0, turning, PLAIN, STILLS, CLIPS), 3).batch(0, 60);

        int checked = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            Box told = pair.target().orElseThrow();
            Box seen = seen(batch, i, isRed(pair.template())).orElseThrow();
            if (seen.x() > 1 && seen.y() > 1 && seen.right() < 126 && seen.bottom() < 126) {
                assertThat(told.centerX()).as(pair.toString()).isCloseTo(seen.centerX(), within(2.0));
                assertThat(told.centerY()).as(pair.toString()).isCloseTo(seen.centerY(), within(2.0));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void aTemplateIsAboutABoxThatDoesNotFitAndTheTargetsBoxStillDoes() {
        Motion drawn = new Motion(0.1, 1, 1, 0, 1, 0.5, 0, 0, 1, 0.15, 1.25);
        PairBatch batch =
                sampler(Fixture.options(0, drawn, PLAIN, STILLS, CLIPS), 3).batch(0, 60);

        int side = batch.templateSize();
        int outside = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            Box exemplar = pair.exemplar();
            assertThat(exemplar.centerX()).as(pair.toString()).isCloseTo(side / 2.0, within(1e-6));
            assertThat(exemplar.centerY()).as(pair.toString()).isCloseTo(side / 2.0, within(1e-6));
            Box fits = Fixture.coloured(batch.templates(), i * 3 * side * side, side, isRed(pair.template()))
                    .orElseThrow();
            assertThat(exemplar.centerX() - fits.centerX())
                    .as(pair.toString())
                    .isCloseTo(0, within(0.15 * fits.width() + 1));
            assertThat(exemplar.width() / fits.width()).as(pair.toString()).isBetween(0.75, 1.35);
            outside += exemplar.iou(fits) < 0.75 ? 1 : 0;
            Box told = pair.target().orElseThrow().clippedTo(127, 127);
            Box seen = seen(batch, i, isRed(pair.template())).orElseThrow();
            assertThat(seen.iou(told)).as(pair.toString()).isGreaterThan(0.85);
        }
        assertThat(outside).as("boxes that do not fit").isBetween(20, 59);
    }

    @Test
    void lookalikesAreWhereTheOtherObjectIs() {
        PairBatch batch = sampler(Fixture.options(0, STILL, PLAIN, STILLS), 3).batch(0, 40);
        int checked = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            for (Box other : pair.lookalikes()) {
                Box seen = seen(batch, i, !isRed(pair.template())).orElseThrow();
                assertThat(seen.iou(other.clippedTo(127, 127))).isGreaterThan(0.8);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(5);
    }

    @Test
    void negativePairsAreAsManyAsAskedForAndShowAnotherObjectFirst() {
        PairBatch batch =
                sampler(Fixture.options(0.3, STILL, PLAIN, STILLS, CLIPS), 9).batch(0, 250);

        long negatives =
                batch.pairs().stream().filter(pair -> pair.target().isEmpty()).count();
        assertThat(negatives / 250.0).isCloseTo(0.3, within(0.09));
        for (Pair pair : batch.pairs()) {
            if (pair.target().isEmpty()) {
                assertThat(pair.lookalikes().get(0).centerX()).isCloseTo(63.5, within(0.01));
                assertThat(pair.search()).isNotEqualTo(pair.template());
            }
        }
    }

    @Test
    void aNegativePairNeverShowsTheTargetBesideItsCompanion() {
        PairBatch batch = sampler(Fixture.options(1, new Motion(0.25, 1.4, 1, 0, 1, 0), PLAIN, CLIPS), 9)
                .batch(0, 200);
        int companions = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            boolean same = pair.search().sequence().equals(pair.template().sequence());
            if (pair.target().isEmpty() && same) {
                companions++;
                assertThat(seen(batch, i, isRed(pair.template()))).isEmpty();
            }
        }
        assertThat(companions).isGreaterThan(5);
    }

    @Test
    void cropsOfATrackAreNoFartherApartThanTheGap() {
        Set<Integer> gaps = new HashSet<>();
        for (Pair pair : sampler(Fixture.options(0, STILL, PLAIN, CLIPS), 2)
                .batch(0, 200)
                .pairs()) {
            gaps.add(pair.search().frame() - pair.template().frame());
        }

        assertThat(gaps).contains(-4, -1, 1, 4).allMatch(gap -> Math.abs(gap) <= 4);
    }

    @Test
    void dataSetsComeByTheirWeightsAndTracksAllAlike() {
        PairOptions options = Fixture.options(0, STILL, PLAIN, new Share("stills", 3, 0), new Share("clips", 1, 100));
        Map<String, Integer> drawn = new TreeMap<>();
        for (Pair pair : sampler(options.withSizes(16, 32), 4).batch(0, 1500).pairs()) {
            Pair.Origin from = pair.template();
            drawn.merge(from.dataset(), 1, Integer::sum);
            drawn.merge("%s/%d".formatted(from.sequence(), from.track()), 1, Integer::sum);
        }

        assertThat(drawn.get("stills")).isBetween(1060, 1190);
        assertThat(drawn.get("s3/0")).isBetween(25, 70);
        assertThat(drawn.get("c1/7")).isBetween(38, 90);
    }

    @Test
    void heldBackSequencesAreNeverTrainedOn() {
        PairOptions options = Fixture.options(0.5, STILL, FILL);
        PairOptions half =
                new PairOptions(16, 32, 2, true, options.shares(), 0.5, 0.5, STILL, Fixture.untouched(), FILL, FILL);

        Set<String> trained = names(PairSampler.of(store, half, Split.TRAIN, 1).batch(0, 300));
        Set<String> held =
                names(PairSampler.of(store, half, Split.VALIDATION, 1).batch(0, 300));

        assertThat(trained).isNotEmpty().doesNotContainAnyElementsOf(held);
        assertThat(trained.size() + held.size()).isEqualTo(15);
    }

    @Test
    void aSecondTemplateIsAnotherViewOfTheSameTrack() {
        PairOptions options = Fixture.options(0, STILL, PLAIN, CLIPS).withSecondTemplate();
        PairBatch batch = sampler(options, 1).batch(0, 10);

        for (int i = 0; i < batch.size(); i++) {
            boolean red = isRed(batch.pairs().get(i).template());
            assertThat(Fixture.coloured(batch.secondTemplates(), i * 3 * 63 * 63, 63, red))
                    .isPresent();
        }
        assertThat(Arrays.equals(batch.secondTemplates(), batch.templates())).isFalse();
    }

    @Test
    void aShareOfAnUnknownDataSetIsAnErrorThatNamesTheKnownOnes() {
        assertThatThrownBy(() -> sampler(Fixture.options(0, STILL, PLAIN, new Share("still", 1, 0)), 1))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'still' is not in the crop store")
                .hasMessageContaining("stills");
    }

    @Test
    void aValueOutOfRangeIsAnErrorThatSaysWhatIsAllowed() {
        assertThatThrownBy(() -> new Motion(0.6, 1, 1, 0, 1, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("shifts 0.6 and 0.0 must be in [0, 0.5)");
        assertThatThrownBy(() -> new Motion(0, 1, 1, 0, 1, 0, 0, 0, 1, 0.5, 0.9))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("boxShift 0.5 must be in [0, 0.5) and boxScale 0.9 at least 1");
        assertThatThrownBy(() -> new Appearance(1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("not a probability");
        assertThatThrownBy(() -> new Filling(0, 0, 0, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("one must be positive");
        assertThatThrownBy(() -> Fixture.options(1.1, STILL, PLAIN))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("negatives 1.1 in [0, 1]");
    }

    private static PairSampler sampler(PairOptions options, long seed) {
        return PairSampler.of(store, options, Split.TRAIN, seed);
    }

    private static Set<String> names(PairBatch batch) {
        Set<String> names = new HashSet<>();
        batch.pairs().forEach(pair -> {
            names.add(pair.template().sequence());
            names.add(pair.search().sequence());
        });
        return names;
    }

    private static boolean isRed(Pair.Origin origin) {
        return origin.track() == 0 || origin.track() == 7;
    }

    private static Optional<Box> seen(PairBatch batch, int pair, boolean red) {
        return Fixture.coloured(batch.searches(), pair * 3 * 127 * 127, 127, red);
    }
}
