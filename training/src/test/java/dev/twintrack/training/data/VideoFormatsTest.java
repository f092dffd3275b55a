package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats with several tracks in a video: boxes, absence, classes, and what bad rows get. */
class VideoFormatsTest {

    @TempDir
    private Path root;

    private final Skips skips = new Skips();
    private final BufferedImage picture = Fixture.scene(100, 50, 1, List.of(), List.of());

    @Test
    void challengeRowsCountFromOneAndFramesWithoutARowAreAbsence() throws IOException {
        write("seq/gt/gt.txt", "1,4,11,21,30,40,1,-1,-1\n3,4,13,21,30,40,1,-1,-1\n2,5,1,1,8,9,1,-1,-1\n");
        pictures("seq/img1", "000001.png", "000002.png", "000003.png");

        Sequence sequence = DataFormat.MOT.read(root, skips).get(0);

        Track four = sequence.tracks().get(0);
        assertThat(four.id()).isEqualTo(4);
        assertThat(four.boxes()).isEqualTo(Map.of(0, new Box(10, 20, 30, 40), 2, new Box(12, 20, 30, 40)));
        assertThat(four.absent()).isEqualTo(Set.of(1));
        assertThat(sequence.tracks().get(1).absent()).isEqualTo(Set.of(0, 2));
        assertThat(sequence.footage().frames().count()).isEqualTo(3);
    }

    @Test
    void ignoredRegionsAndFlatBoxesAreCounted() throws IOException {
        write("seq/gt/gt.txt", "1,4,11,21,30,40,0,-1,-1\n2,4,11,21,30,0,1,-1,-1\n3,4,11,21,30,40,1,-1,-1\n");
        pictures("seq/img1", "000001.png");

        Track track = DataFormat.MOT.read(root, skips).get(0).tracks().get(0);

        assertThat(track.boxes()).containsOnlyKeys(2);
        assertThat(skips.counts()).isEqualTo(Map.of("region to be ignored", 1, "box not a rectangle", 1));
    }

    @Test
    void aRowThatIsNoRowIsAnErrorWithItsLine() throws IOException {
        write("seq/gt/gt.txt", "1,4,11,21,30,40\n1,4,eleven,21,30,40\n");
        pictures("seq/img1", "000001.png");

        assertThatThrownBy(() -> DataFormat.MOT.read(root, skips))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("gt.txt line 2: 'eleven' is not a number");
    }

    @Test
    void anIndexNamesTheClassOfAVideo() throws IOException {
        Fixture.clip(root, "clip", 2, 3);
        write("index.csv", "name,object,source\nclip,\"Fish larva x2\",somewhere\n");

        Sequence sequence = DataFormat.VIDEO.read(root, skips).get(0);

        assertThat(sequence.tracks()).extracting(Track::label).containsExactly("fish larva", "fish larva");
        assertThat(sequence.tracks().get(0).boxes().get(1)).isEqualTo(Fixture.red(1, 3));
    }

    @Test
    void aMissingVideoIsCountedAndLeftOut() throws IOException {
        write("gone.gt.txt", "1,1,1,1,10,10,1\n");

        assertThat(DataFormat.VIDEO.read(root, skips)).isEmpty();
        assertThat(skips.counts()).isEqualTo(Map.of("video missing", 1));
    }

    @Test
    void imageNetCornersCountFromZeroAndTracksGoByTheirNumber() throws IOException {
        String object = "<object><trackid>%d</trackid><name>n02084071</name><bndbox><xmax>%d</xmax><xmin>10</xmin>"
                + "<ymax>29</ymax><ymin>5</ymin></bndbox></object>";
        write("Annotations/VID/train/a/s/000000.xml", "<annotation>" + object.formatted(0, 19) + "</annotation>");
        write(
                "Annotations/VID/train/a/s/000001.xml",
                "<annotation>" + object.formatted(1, 24) + object.formatted(0, 21) + "</annotation>");
        pictures("Data/VID/train/a/s", "000000.png", "000001.png");

        Sequence sequence = DataFormat.IMAGENET_VID.read(root, skips).get(0);

        assertThat(sequence.name()).isEqualTo("train/a/s");
        assertThat(sequence.tracks().get(0).boxes())
                .isEqualTo(Map.of(0, new Box(10, 5, 10, 25), 1, new Box(10, 5, 12, 25)));
        assertThat(sequence.tracks().get(1).absent()).isEqualTo(Set.of(0));
        assertThat(sequence.tracks().get(1).label()).isEqualTo("n02084071");
    }

    @Test
    void youtubeBoxesAreSharesOfThePictureAndKnowAbsence() throws IOException {
        pictures("vid", "1000.png", "2000.png");
        Files.move(root.resolve("vid/1000.png"), root.resolve("vid/1000.jpg"));
        Files.move(root.resolve("vid/2000.png"), root.resolve("vid/2000.jpg"));
        write(
                "boxes.csv",
                "vid,2000,3,cat,0,absent,-1,-1,-1,-1\nvid,1000,3,cat,0,present,0.1,0.5,0.2,0.8\n"
                        + "vid,3000,3,cat,0,present,0.1,0.5,0.2,0.8\nvid,1000,3,cat,1,uncertain,0,1,0,1\n");

        Track track = DataFormat.YOUTUBE_BB.read(root, skips).get(0).tracks().get(0);

        assertThat(track.boxes()).containsOnlyKeys(0);
        assertThat(track.boxes().get(0).iou(new Box(10, 10, 40, 30))).isGreaterThan(0.999);
        assertThat(track.absent()).isEqualTo(Set.of(1));
        assertThat(skips.counts()).isEqualTo(Map.of("picture missing", 1, "presence uncertain", 1));
    }

    @Test
    void benchmarksAreReadAsEvaluateReadsThem() throws IOException {
        write("Dog/groundtruth_rect.txt", "1,1,10,20\n2,1,10,20\n");
        pictures("Dog/img", "0001.png", "0002.png");

        Sequence sequence = DataFormat.OTB.read(root, skips).get(0);

        assertThat(sequence.tracks().get(0).boxes())
                .isEqualTo(Map.of(0, new Box(0, 0, 10, 20), 1, new Box(1, 0, 10, 20)));
        assertThat(sequence.footage().moving()).isTrue();
    }

    @Test
    void anUnknownFormatIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> DataSource.parse("mine=vox:/data"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'vox' is unknown")
                .hasMessageContaining("imagenet-vid");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void pictures(String folder, String... names) throws IOException {
        for (String name : names) {
            Fixture.png(root.resolve(folder).resolve(name), picture);
        }
    }
}
