package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip in which a tracker took the resting green object for the moving red one. */
class HardNegativesTest {

    private static final Box GREEN = new Box(20, 20, 24, 24);
    private static final HardNegatives LIST =
            new HardNegatives(List.of(new HardNegative("clips", "c", 7, 10, GREEN, 0.8)));

    @TempDir
    private Path folder;

    @Test
    void aListSurvivesTheDisk() {
        LIST.write(folder.resolve("list.jsonl"));

        assertThat(HardNegatives.read(folder.resolve("list.jsonl"))).isEqualTo(LIST);
    }

    @Test
    void aLineOfSomethingElseIsAnErrorWithItsNumber() throws IOException {
        LIST.write(folder.resolve("list.jsonl"));
        Files.writeString(folder.resolve("list.jsonl"), Files.readString(folder.resolve("list.jsonl")) + "[1]\n");

        assertThatThrownBy(() -> HardNegatives.read(folder.resolve("list.jsonl")))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("list.jsonl line 2 is no hard negative");
    }

    @Test
    void theMistakenPlaceIsShownWithoutTheTargetWhereThatIsOutOfView() throws IOException {
        PairBatch batch = batch(LIST);

        int shown = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            if (pair.template().track() == 7) {
                assertThat(pair.target()).isEmpty();
                assertThat(pair.search().frame()).isEqualTo(10);
                Box seen = Fixture.coloured(batch.searches(), i * 3 * 127 * 127, 127, false)
                        .orElseThrow();
                assertThat(pair.lookalikes().get(0).iou(seen)).isGreaterThan(0.85);
                shown++;
            }
        }
        assertThat(shown).isGreaterThan(5);
    }

    @Test
    void aTargetBesideTheMistakenPlaceMakesThePairAPositiveOne() throws IOException {
        Box beside = Fixture.red(10, 3).moved(-30, 0);
        PairBatch batch = batch(new HardNegatives(List.of(new HardNegative("clips", "c", 7, 10, beside, 0.8))));

        int shown = 0;
        for (int i = 0; i < batch.size(); i++) {
            Pair pair = batch.pairs().get(i);
            if (pair.template().track() == 7) {
                Box seen = Fixture.coloured(batch.searches(), i * 3 * 127 * 127, 127, true)
                        .orElseThrow();
                assertThat(pair.target().orElseThrow().clippedTo(127, 127).iou(seen))
                        .isGreaterThan(0.85);
                assertThat(pair.lookalikes().get(0).centerX()).isCloseTo(63.5, within(0.01));
                shown++;
            }
        }
        assertThat(shown).isGreaterThan(5);
    }

    private PairBatch batch(HardNegatives list) throws IOException {
        Fixture.clip(folder.resolve("clips"), "c", 15, 3);
        DataSource clips = new DataSource("clips", DataFormat.VIDEO, folder.resolve("clips"));
        CropStore store = Fixture.store(folder.resolve("store"), clips);
        CropStore.prepare(
                folder.resolve("hard"),
                List.of(clips),
                StoreOptions.defaults(),
                Optional.of(list),
                Fixture.PLENTY,
                Fixture.SILENT);
        Motion still = new Motion(0, 1, 1, 0, 1, 0);
        return PairSampler.of(store, Fixture.options(0, still, new Filling(0, 0, 0, 1)), Split.TRAIN, 1)
                .withHardNegatives(CropStore.open(folder.resolve("hard")), 1)
                .batch(0, 20);
    }
}
