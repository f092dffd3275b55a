package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crops show where their picture ends. Every picture is filled by its object to the edges, nearly. */
class SceneTest {

    private static final Motion SHIFTED = new Motion(0.25, 1.2, 1, 0.05, 1.05, 0);

    @TempDir
    private static Path folder;

    private static CropStore store;

    @BeforeAll
    static void prepare() throws IOException {
        for (int i = 0; i < 8; i++) {
            Fixture.still(folder.resolve("big"), "b" + i, 130 + i, 120, new Box(30 + i, 30, 70, 60), Optional.empty());
        }
        store = Fixture.store(folder.resolve("store"), new DataSource("big", DataFormat.VOC, folder.resolve("big")));
    }

    @Test
    void plainCropsAreFlatBorderForTheMostPart() {
        assertThat(flatShare(batch(new Filling(0, 0, 0, 1)))).isGreaterThan(0.4);
    }

    @Test
    void filledCropsHaveNoBorderAtAll() {
        assertThat(flatShare(batch(new Filling(1, 0, 0, 0)))).isZero();
    }

    @Test
    void pastedCropsHaveNoBorderAndStillShowTheTargetWhereItIsSaidToBe() {
        PairBatch batch = batch(new Filling(0, 1, 0, 0));

        assertThat(flatShare(batch)).isZero();
        for (int i = 0; i < batch.size(); i++) {
            Box target = batch.pairs().get(i).target().orElseThrow();
            int x = (int) Math.max(0, Math.min(126, target.centerX()));
            int y = (int) Math.max(0, Math.min(126, target.centerY()));
            int at = i * 3 * 127 * 127 + y * 127 + x;
            assertThat(batch.searches()[at + 2 * 127 * 127]).as("red").isGreaterThan(200);
            assertThat(batch.searches()[at + 127 * 127]).as("green").isLessThan(60);
        }
    }

    @Test
    void aMirroredPictureHasNoBorderAndShowsTheTargetOnce() throws IOException {
        Path narrow = folder.resolve("narrow");
        Fixture.still(narrow, "n", 88, 88, new Box(32, 32, 24, 24), Optional.empty());
        CropStore own = Fixture.store(folder.resolve("own"), new DataSource("narrow", DataFormat.VOC, narrow));
        Motion still = new Motion(0, 1, 1, 0, 1, 0);
        PairOptions options = Fixture.options(0, still, new Filling(0, 0, 1, 0));

        PairBatch batch = PairSampler.of(own, options, Split.TRAIN, 1).batch(0, 1);

        Box target = batch.pairs().get(0).target().orElseThrow();
        assertThat(flatShare(batch)).isZero();
        assertThat(Fixture.coloured(batch.searches(), 0, 127, true)
                        .orElseThrow()
                        .iou(target))
                .isGreaterThan(0.9);
    }

    @Test
    void aTargetAtThePicturesEdgeIsNotMirroredIntoATwin() throws IOException {
        PairBatch batch = redAndGreen(0, new Filling(0, 0, 1, 0));

        int checked = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (isRed(batch.pairs().get(i))) {
                Box target = batch.pairs().get(i).target().orElseThrow();
                assertThat(red(batch, i).orElseThrow().iou(target)).isGreaterThan(0.9);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(0);
    }

    @Test
    void whatFillsANegativePairNeverShowsTheTarget() throws IOException {
        PairBatch batch = redAndGreen(1, new Filling(1, 0, 0, 0));

        int checked = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (isRed(batch.pairs().get(i))) {
                assertThat(batch.pairs().get(i).target()).isEmpty();
                assertThat(red(batch, i)).isEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(0);
    }

    /** Two stills: a red object at the picture's edge, and a green one that nearly fills its picture. */
    private static PairBatch redAndGreen(double negatives, Filling filling) throws IOException {
        Path edge = folder.resolve("edge" + negatives);
        Box green = new Box(20, 20, 80, 80);
        Fixture.still(edge, "red", 88, 88, new Box(4, 32, 24, 24), Optional.empty());
        Fixture.voc(edge, "green", Fixture.vocObject("other", green));
        Fixture.png(edge.resolve("JPEGImages/green.png"), Fixture.scene(120, 120, 1, List.of(), List.of(green)));
        CropStore own =
                Fixture.store(folder.resolve("store" + negatives), new DataSource("edge", DataFormat.VOC, edge));
        Motion still = new Motion(0, 1, 1, 0, 1, 0);
        return PairSampler.of(own, Fixture.options(negatives, still, filling), Split.TRAIN, 1)
                .batch(0, 10);
    }

    private static boolean isRed(Pair pair) {
        return pair.template().sequence().equals("red");
    }

    private static Optional<Box> red(PairBatch batch, int pair) {
        return Fixture.coloured(batch.searches(), pair * 3 * 127 * 127, 127, true);
    }

    @Test
    void aLookalikeIsLaidBesideTheTargetAndTold() {
        Appearance company = new Appearance(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0);
        PairOptions options =
                new PairOptions(63, 127, 127.0 / 63, false, List.of(), 0, 0, SHIFTED, company, plain(), plain());
        PairBatch batch = PairSampler.of(store, options, Split.TRAIN, 1).batch(0, 30);

        int told = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            for (Box other : pair.lookalikes()) {
                int x = (int) Math.max(0, Math.min(126, other.centerX()));
                int y = (int) Math.max(0, Math.min(126, other.centerY()));
                int at = i * 3 * 127 * 127 + y * 127 + x;
                assertThat(batch.searches()[at + 2 * 127 * 127]).isGreaterThan(200);
                assertThat(other.iou(pair.target().orElseThrow())).isLessThan(0.2);
                told++;
            }
        }
        assertThat(told).isGreaterThan(15);
    }

    @Test
    void anOccluderCoversPartOfTheTargetAndNotAllOfIt() {
        Appearance hidden = new Appearance(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0);
        PairOptions options = new PairOptions(
                63, 127, 127.0 / 63, false, List.of(), 0, 0, new Motion(0, 1, 1, 0, 1, 0), hidden, plain(), plain());
        PairBatch batch = PairSampler.of(store, options, Split.TRAIN, 1).batch(0, 30);

        for (int i = 0; i < batch.size(); i++) {
            Box target = batch.pairs().get(i).target().orElseThrow();
            double red = redShare(batch, i, target);
            assertThat(red).isBetween(0.2, 1.0);
        }
        assertThat(redShare(batch, 0, batch.pairs().get(0).target().orElseThrow()))
                .isLessThan(0.98);
    }

    private static Filling plain() {
        return new Filling(0, 0, 0, 1);
    }

    private static double redShare(PairBatch batch, int pair, Box target) {
        int plane = 127 * 127;
        int red = 0;
        int all = 0;
        for (int y = (int) target.y() + 1; y < target.bottom() - 1; y++) {
            for (int x = (int) target.x() + 1; x < target.right() - 1; x++) {
                int at = pair * 3 * plane + y * 127 + x;
                red += batch.searches()[at + 2 * plane] - batch.searches()[at + plane] > 80 ? 1 : 0;
                all++;
            }
        }
        return (double) red / all;
    }

    private static PairBatch batch(Filling filling) {
        return PairSampler.of(store, Fixture.options(0, SHIFTED, filling), Split.TRAIN, 1)
                .batch(0, 40);
    }

    /** Share of the pixels that equal their right neighbour to the last bit but are no object: noise hardly ever does. */
    private static double flatShare(PairBatch batch) {
        int plane = 127 * 127;
        int flat = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (int k = 0; k < plane - 1; k++) {
                int at = i * 3 * plane + k;
                boolean object = batch.searches()[at + 2 * plane] > 150;
                flat += !object && k % 127 < 126 && batch.searches()[at] == batch.searches()[at + 1] ? 1 : 0;
            }
        }
        double share = (double) flat / (batch.size() * plane);
        return share < 0.002 ? 0 : share;
    }
}
