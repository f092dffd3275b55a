package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropStoreTest {

    @TempDir
    private Path folder;

    private Path stills;
    private Path videos;
    private Path out;

    @BeforeEach
    void layOut() {
        stills = folder.resolve("stills");
        videos = folder.resolve("videos");
        out = folder.resolve("store");
    }

    @Test
    void aSmallObjectKeepsThePicturesOwnPixels() throws IOException {
        Fixture.still(stills, "a", 300, 200, new Box(150, 90, 20, 30), Optional.empty());

        CropStore store = Fixture.store(out, stills());

        Patch patch = store.sequences().get(0).patches().get(0);
        BufferedImage picture = ImageIO.read(stills.resolve("JPEGImages/a.png").toFile());
        BufferedImage part = picture.getSubimage(
                (int) patch.region().x(), (int) patch.region().y(), patch.width(), patch.height());
        assertThat(store.pixels(patch).bgr()).isEqualTo(Frame.of(part).bgr());
        assertThat(patch.target().moved(patch.region().x(), patch.region().y())).isEqualTo(new Box(150, 90, 20, 30));
    }

    @Test
    void thePatchReachesAsFarAsAMovedSearchCropAndNoFurtherThanThePicture() throws IOException {
        Box box = new Box(100, 90, 20, 30);
        Fixture.still(stills, "a", 400, 150, box, Optional.empty());

        Patch patch = Fixture.store(out, stills()).sequences().get(0).patches().get(0);

        Box wanted = Crop.region(box, 2.3 * 255 / 127).clippedTo(400, 150);
        assertThat(patch.region().iou(wanted)).isGreaterThan(0.97);
        assertThat(patch.region().intersection(wanted)).isEqualTo(wanted);
        assertThat(wanted.height()).isEqualTo(150);
        assertThat(wanted.right()).isLessThan(400);
    }

    @Test
    void aLargeObjectIsShrunkToTheLargestContextThatTrainingNeeds() throws IOException {
        Fixture.still(stills, "a", 600, 500, new Box(100, 50, 300, 300), Optional.empty());

        CropStore store = Fixture.store(out, stills());

        Patch patch = store.sequences().get(0).patches().get(0);
        assertThat(Crop.contextSide(patch.target())).isBetween(159.0, 161.0);
        float[] planar = new float[3 * 64 * 64];
        Crop.into(store.pixels(patch), patch.target(), 64, patch.mean(), planar, 0);
        assertThat(planar[2 * 64 * 64 + 32 * 64 + 32]).isEqualTo(255);
    }

    @Test
    void otherObjectsInViewAreKeptWithThePatch() throws IOException {
        Fixture.still(stills, "a", 300, 200, new Box(150, 90, 20, 30), Optional.of(new Box(180, 95, 15, 25)));

        List<Patch> patches = Fixture.store(out, stills()).sequences().get(0).patches();

        assertThat(patches).hasSize(2);
        Patch red = patches.get(0);
        assertThat(red.others()).hasSize(1);
        assertThat(red.others().get(0).track()).isEqualTo(1);
        assertThat(red.others()
                        .get(0)
                        .box()
                        .moved(red.region().x(), red.region().y()))
                .isEqualTo(new Box(180, 95, 15, 25));
    }

    @Test
    void twoStoresAreOneAndWhatTheFirstHoldsBackIsLeftOutOfTheSecond() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            Fixture.still(stills, name, 300, 200, new Box(150, 90, 20, 30), Optional.empty());
        }
        CropStore store = Fixture.store(out, stills());
        DataSource pictures = DataSource.parse("things=pictures:" + stills.resolve("JPEGImages"));
        CropStore things = Fixture.store(folder.resolve("things"), pictures);

        double heldBack = 0.5;
        CropStore both = store.with(things, heldBack);

        List<String> trained = store.sequences().stream()
                .filter(sequence -> Split.TRAIN.has("stills", sequence.name(), heldBack))
                .map(sequence -> sequence.name() + ".png")
                .toList();
        assertThat(trained).isNotEmpty().hasSizeLessThan(4);
        assertThat(both.sequences().subList(0, 4)).isEqualTo(store.sequences());
        assertThat(both.sequences().subList(4, both.sequences().size()))
                .extracting(StoredSequence::name)
                .containsExactlyElementsOf(trained);
        StoredSequence last = both.sequences().get(both.sequences().size() - 1);
        StoredSequence same = things.sequences().stream()
                .filter(sequence -> sequence.name().equals(last.name()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < same.patches().size(); i++) {
            assertThat(both.pixels(last.patches().get(i)).bgr())
                    .isEqualTo(things.pixels(same.patches().get(i)).bgr());
        }
    }

    @Test
    void aVideoIsThinnedOutEvenly() throws IOException {
        Fixture.clip(videos, "clip", 30, 3);
        StoreOptions options = new StoreOptions(2.3, 160, 10, BoxFilter.defaults());
        CropStore.prepare(out, List.of(videos()), options, Optional.empty(), Fixture.PLENTY, Fixture.SILENT);

        List<Patch> patches = CropStore.open(out).sequences().get(0).patches();

        assertThat(patches)
                .filteredOn(p -> p.track() == 7)
                .extracting(Patch::frame)
                .containsExactly(0, 3, 6, 9, 12, 15, 18, 21, 24, 27);
        assertThat(patches).filteredOn(p -> p.track() == 9).hasSize(10);
    }

    @Test
    void boxesThatAreNotFitAreCountedByReason() throws IOException {
        Fixture.voc(
                stills,
                "a",
                Fixture.vocObject("far", new Box(500, 10, 20, 20))
                        + Fixture.vocObject("edge", new Box(-15, 10, 20, 20))
                        + Fixture.vocObject("tiny", new Box(50, 50, 3, 20))
                        + Fixture.vocObject("whole", new Box(0, 0, 200, 100))
                        + Fixture.vocObject("stick", new Box(10, 10, 100, 20))
                        + Fixture.vocObject("fit", new Box(50, 40, 30, 30)));
        Fixture.png(stills.resolve("JPEGImages/a.png"), Fixture.scene(200, 100, 1, List.of(), List.of()));

        StoredSequence sequence = Fixture.store(out, stills()).sequences().get(0);

        assertThat(sequence.patches()).extracting(Patch::label).containsExactly("fit");
        assertThat(sequence.skipped())
                .isEqualTo(Map.of(
                        "box outside the picture", 1,
                        "box mostly outside the picture", 1,
                        "box too small", 1,
                        "box fills the picture", 1,
                        "box too long and thin", 1));
    }

    @Test
    void aPictureThatCannotBeDecodedIsCountedAndTheOthersAreKept() throws IOException {
        Fixture.still(stills, "good", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        Fixture.still(stills, "torn", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        Files.writeString(stills.resolve("JPEGImages/torn.png"), "not a picture");

        List<StoredSequence> sequences = Fixture.store(out, stills()).sequences();

        assertThat(sequences.get(0).patches()).hasSize(1);
        assertThat(sequences.get(1).patches()).isEmpty();
        assertThat(sequences.get(1).skipped()).isEqualTo(Map.of("frame unreadable", 1));
    }

    @Test
    void aVideoThatBreaksOffKeepsTheFramesBeforeAndCountsTheOthers() throws IOException {
        Fixture.clip(videos, "clip", 30, 3);
        Path video = videos.resolve("clip.mkv");
        byte[] whole = Files.readAllBytes(video);
        Files.write(video, java.util.Arrays.copyOf(whole, whole.length / 2));

        StoredSequence sequence = Fixture.store(out, videos()).sequences().get(0);

        int kept = (int) sequence.patches().stream().filter(p -> p.track() == 7).count();
        assertThat(kept).isBetween(5, 25);
        assertThat(sequence.skipped()).containsEntry("frame unreadable", 30 - kept);
    }

    @Test
    void goingOnAfterABreakGivesTheSameBytesAsNoBreak() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            Fixture.still(stills, name, 120, 100, new Box(40, 40, 20, 20), Optional.empty());
        }
        Fixture.store(folder.resolve("whole"), stills());
        breakAfter(2);
        Files.writeString(out.resolve(StoreWriter.PARTIAL), "{\"dataset\":\"sti", StandardOpenOption.APPEND);
        Files.write(CropStore.shard(out, 0), new byte[1000], StandardOpenOption.APPEND);

        Fixture.store(out, stills());

        for (String file : List.of(StoreWriter.INDEX, "crops-000.bgr")) {
            assertThat(out.resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    @Test
    void anIncompleteStoreIsNotOpened() throws IOException {
        Fixture.still(stills, "a", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        Fixture.still(stills, "b", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        breakAfter(1);

        assertThatThrownBy(() -> CropStore.open(out))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("not complete")
                .hasMessageContaining("goes on where it stopped");
    }

    @Test
    void aFolderThatIsNoStoreIsNotOpened() {
        assertThatThrownBy(() -> CropStore.open(folder))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("no crop store: make one with 'prepare'");
    }

    @Test
    void aShortenedPackIsNoticedWhenTheStoreIsOpened() throws IOException {
        Fixture.still(stills, "a", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        Fixture.store(out, stills());
        Files.write(CropStore.shard(out, 0), new byte[10]);

        assertThatThrownBy(() -> CropStore.open(out))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("crops-000.bgr is 10 bytes long");
    }

    @Test
    void aStoreIsNotContinuedWithOtherOptions() throws IOException {
        Fixture.still(stills, "a", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        Fixture.still(stills, "b", 100, 100, new Box(40, 40, 20, 20), Optional.empty());
        breakAfter(1);
        StoreOptions other = new StoreOptions(2, 100, 10, BoxFilter.defaults());

        assertThatThrownBy(() -> CropStore.prepare(
                        out, List.of(stills()), other, Optional.empty(), Fixture.PLENTY, Fixture.SILENT))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("give an empty folder");
    }

    @Test
    void aSourceWithNothingInItIsAnErrorThatSaysWhatWasLeftOut() throws IOException {
        Files.createDirectories(stills.resolve("JPEGImages"));
        Fixture.voc(stills, "a", Fixture.vocObject("thing", new Box(1, 1, 10, 10)));

        assertThatThrownBy(() -> Fixture.store(out, stills()))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("source stills: nothing of format voc")
                .hasMessageContaining("picture missing=1");
    }

    @Test
    void theBoundOnItsSizeHolds() throws IOException {
        Fixture.still(stills, "a", 300, 300, new Box(140, 140, 20, 20), Optional.empty());

        assertThatThrownBy(() -> CropStore.prepare(
                        out, List.of(stills()), StoreOptions.defaults(), Optional.empty(), 1000, Fixture.SILENT))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("--max-size");
    }

    private DataSource stills() {
        return new DataSource("stills", DataFormat.VOC, stills);
    }

    private DataSource videos() {
        return new DataSource("videos", DataFormat.VIDEO, videos);
    }

    /** Prepares, and dies after so many sequences. */
    private void breakAfter(int sequences) {
        CropStore.Progress dying = new CropStore.Progress() {
            @Override
            public void done(String dataset, int done, int total) {
                if (done == sequences) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void unread(Skips skips) {}
        };
        assertThatThrownBy(() -> CropStore.prepare(
                        out, List.of(stills()), StoreOptions.defaults(), Optional.empty(), Fixture.PLENTY, dying))
                .hasMessage("killed");
    }
}
