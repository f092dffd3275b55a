package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clips of two tracks (red and green) and three stills. */
class TrackSamplerTest {

    private static final int SIZE = 63;

    @TempDir
    private static Path folder;

    private static CropStore store;

    @BeforeAll
    static void prepare() throws IOException {
        Fixture.clip(folder.resolve("clips"), "a", 6, 3);
        Fixture.clip(folder.resolve("clips"), "b", 6, 5);
        for (int i = 0; i < 3; i++) {
            Fixture.still(folder.resolve("voc"), "still" + i, 200, 160, new Box(60, 50, 40, 30), Optional.empty());
        }
        store = Fixture.store(
                folder.resolve("store"),
                new DataSource("clips", DataFormat.VIDEO, folder.resolve("clips")),
                new DataSource("stills", DataFormat.VOC, folder.resolve("voc")));
    }

    @Test
    void aBatchHoldsKCropsOfEachOfPTracks() {
        TrackSampler sampler = sampler(3, 4);
        for (int batch = 0; batch < 20; batch++) {
            Map<Integer, Long> counts = sampler.choose(batch, 0).stream()
                    .collect(Collectors.groupingBy(Pick::track, Collectors.counting()));
            assertThat(counts).hasSize(3);
            assertThat(counts.values()).containsOnly(4L);
        }
    }

    @Test
    void cropsOfATrackAreDifferentWhileThereAreEnough() {
        TrackSampler sampler = sampler(4, 4, new Share("clips", 1, 0));
        for (List<Pick> picks : List.of(sampler.choose(1, 0), sampler.choose(2, 0))) {
            assertThat(picks.stream().map(p -> List.of(p.track(), p.crop()))).doesNotHaveDuplicates();
        }
    }

    @Test
    void aStillGivesSeveralViewsOfItsOnePicture() {
        TrackSampler sampler = sampler(3, 2, new Share("stills", 1, 0));
        assertThat(sampler.tracks()).isEqualTo(3);
        List<Pick> picks = sampler.choose(0, 0);
        assertThat(picks).extracting(Pick::crop).containsOnly(0);
        assertThat(picks.get(0).view()).isNotEqualTo(picks.get(1).view());
    }

    @Test
    void aBatchDependsOnSeedAndIndexAlone() {
        assertThat(sampler(3, 2).choose(7, 5)).isEqualTo(sampler(3, 2).choose(7, 5));
        List<Pick> picks = sampler(3, 2).choose(7, 0);
        assertThat(sampler(3, 2).draw(picks)).isEqualTo(sampler(3, 2).draw(picks));
        assertThat(sampler(3, 2).choose(8, 5)).isNotEqualTo(sampler(3, 2).choose(7, 5));
    }

    @Test
    void aPlainCropShowsItsObjectInTheMiddle() {
        TrackSampler sampler = sampler(2, 2, new Share("clips", 1, 0));
        List<Pick> red = sampler.spread(2).subList(0, 1);
        Box seen = Fixture.coloured(sampler.plain(red), 0, SIZE, true).orElseThrow();
        assertThat(seen.centerX()).isBetween(SIZE / 2.0 - 1.5, SIZE / 2.0 + 1.5);
        assertThat(seen.centerY()).isBetween(SIZE / 2.0 - 1.5, SIZE / 2.0 + 1.5);
    }

    @Test
    void viewsOfACropDiffer() {
        TrackSampler sampler = sampler(2, 2);
        float[] first = sampler.draw(List.of(new Pick(0, 0, 1)));
        assertThat(first).isNotEqualTo(sampler.draw(List.of(new Pick(0, 0, 2))));
    }

    @Test
    void spreadCropsReachFromATracksBeginningToItsEndAndLeaveOutSinglePictures() {
        TrackSampler sampler = sampler(2, 2);
        List<Pick> spread = sampler.spread(3);
        assertThat(spread).hasSize(4 * 3);
        assertThat(spread.stream().filter(p -> p.track() == 0).map(Pick::crop)).containsExactly(0, 3, 5);
        assertThat(sampler.all(2)).hasSize(2 * (4 * 6 + 3));
    }

    @Test
    void refusesABatchOfMoreTracksThanThereAre() {
        assertThatThrownBy(() -> sampler(8, 2).choose(0, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("a batch of 8 tracks from 7");
        assertThatThrownBy(() -> sampler(1, 2)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> sampler(2, 2, new Share("elsewhere", 1, 0)))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("elsewhere");
    }

    private TrackSampler sampler(int tracks, int crops, Share... shares) {
        Motion motion = new Motion(0, 1, 1, 0.1, 1.2, 0.5);
        TrackOptions options = new TrackOptions(SIZE, tracks, crops, List.of(shares), 0, motion, Appearance.defaults());
        return TrackSampler.of(store, options, Split.TRAIN, 5);
    }
}
