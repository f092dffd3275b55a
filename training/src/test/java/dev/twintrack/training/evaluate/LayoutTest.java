package dev.twintrack.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each data set's layout, written out as published, in miniature. */
class LayoutTest {

    @TempDir
    private Path root;

    private void write(String name, String... lines) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static String[] rows(int count, String row) {
        return IntStream.range(0, count).mapToObj(i -> row).toArray(String[]::new);
    }

    /** Empty files: no layout looks into a picture before it is read. */
    private void pictures(String folder, String pattern, int from, int to) throws IOException {
        Files.createDirectories(root.resolve(folder));
        for (int i = from; i <= to; i++) {
            Files.createFile(root.resolve(folder).resolve(pattern.formatted(i)));
        }
    }

    private List<String> names(Layout layout) {
        return layout.list(root).stream().map(SequenceRef::name).toList();
    }

    private Sequence read(Layout layout, String name) {
        return layout.list(root).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .read();
    }

    private static List<String> files(Sequence sequence) {
        return ((PictureFrames) sequence.frames())
                .files().stream().map(Folder::fileName).collect(Collectors.toList());
    }

    @Test
    void otbIsOneBasedAndSeparatesByCommasTabsOrBlanks() throws IOException {
        write("Deer/groundtruth_rect.txt", "306,5,95,65", "313\t15\t98\t70", "  313 15   98 70 ", "");

        Sequence deer = read(Layout.OTB, "Deer");

        assertThat(deer.length()).isEqualTo(3);
        assertThat(deer.truth().box(0)).contains(new Box(305, 4, 95, 65));
        assertThat(deer.truth().box(2)).isEqualTo(deer.truth().box(1));
        assertThat(deer.attributes()).contains("MB", "FM");
    }

    @Test
    void otbPairsThePartsOfAVideoThatAreAnnotated() throws IOException {
        write("David/groundtruth_rect.txt", rows(471, "129,80,64,78"));
        pictures("David/img", "%04d.jpg", 1, 770);
        write("Football1/groundtruth_rect.txt", rows(74, "153,105,26,43"));
        pictures("Football1/img", "%04d.jpg", 1, 81);
        write("BlurCar1/groundtruth_rect.txt", rows(742, "1,2,3,4"));
        pictures("BlurCar1/img", "%04d.jpg", 247, 988);

        assertThat(files(read(Layout.OTB, "David")))
                .hasSize(471)
                .startsWith("0300.jpg")
                .endsWith("0770.jpg");
        assertThat(files(read(Layout.OTB, "Football1"))).hasSize(74).endsWith("0074.jpg");
        assertThat(files(read(Layout.OTB, "BlurCar1"))).hasSize(742).startsWith("0247.jpg");
    }

    @Test
    void otbCutsATruthThatCoversAllOfAVideoToItsSpan() throws IOException {
        String[] rows = rows(770, "1,1,5,5");
        rows[299] = "129,80,64,78";
        write("David/groundtruth_rect.txt", rows);

        Sequence david = read(Layout.OTB, "David");

        assertThat(david.length()).isEqualTo(471);
        assertThat(david.truth().box(0)).contains(new Box(128, 79, 64, 78));
    }

    @Test
    void otbNamesSeveralObjectsOfAVideoAndPassesOverEmptyTruth() throws IOException {
        write("Jogging/groundtruth_rect.1.txt", "111,98,25,101");
        write("Jogging/groundtruth_rect.2.txt", "180,79,37,114");
        write("Human4/groundtruth_rect.1.txt", " ");
        write("Human4/groundtruth_rect.2.txt", "99,237,27,82");

        assertThat(names(Layout.OTB)).containsExactly("Human4", "Jogging.1", "Jogging.2");
        assertThat(read(Layout.OTB, "Jogging.2").truth().box(0)).contains(new Box(179, 78, 37, 114));
    }

    @Test
    void got10kTakesCoverAndResolutionFromItsLabels() throws IOException {
        write("val/GOT-10k_Val_000001/groundtruth.txt", "10.5,20,30,40", "11,20,30,40", "12,20,30,40");
        write("val/GOT-10k_Val_000001/cover.label", "8", "0", "3");
        write("val/GOT-10k_Val_000001/absence.label", "0", "0", "1");
        write("val/GOT-10k_Val_000001/meta_info.ini", "[METAINFO]", "url: none", "resolution: (1920, 1080)");
        write("val/list.txt", "GOT-10k_Val_000001");

        Sequence sequence = read(Layout.GOT10K, "GOT-10k_Val_000001");

        assertThat(sequence.visible().stream()).containsExactly(0, 2);
        assertThat(sequence.size()).contains(new Frames.Size(1920, 1080));
        assertThat(sequence.truth().box(0)).contains(new Box(10.5, 20, 30, 40));
    }

    @Test
    void lasotIsAbsentWhereEitherOfItsFilesSaysSo() throws IOException {
        write("bird/bird-2/groundtruth.txt", rows(4, "370,241,83,79"));
        write("bird/bird-2/full_occlusion.txt", "0,1,0,0");
        write("bird/bird-2/out_of_view.txt", "0,0,1,0");

        Sequence bird = read(Layout.LASOT, "bird-2");

        assertThat(bird.visible().stream()).containsExactly(0, 3);
        assertThat(bird.truth().box(0)).contains(new Box(369, 240, 83, 79));
    }

    @Test
    void uav123FindsThePieceOfAVideoThatASequenceIs() throws IOException {
        write("anno/UAV123/bird1_2.txt", "1,2,3,4", "NaN,NaN,NaN,NaN", "1,2,3,4");
        write("anno/UAV123/att/bird1_2.txt", "1,0,0,1,0,0,0,0,0,0,0,1");
        write("anno/UAV123/bike1.txt", "1,2,3,4");
        pictures("data_seq/UAV123/bird1", "%06d.jpg", 1, 800);
        pictures("data_seq/UAV123/bike1", "%06d.jpg", 1, 1);

        Sequence bird = read(Layout.UAV123, "bird1_2");

        assertThat(files(bird)).containsExactly("000775.jpg", "000776.jpg", "000777.jpg");
        assertThat(bird.visible().stream()).containsExactly(0, 2);
        assertThat(bird.attributes()).containsExactlyInAnyOrder("SV", "FM", "SOB");
        assertThat(files(read(Layout.UAV123, "bike1"))).containsExactly("000001.jpg");
    }

    @Test
    void votReadsPolygonsRectanglesMasksAndTags() throws IOException {
        write("list.txt", "ants", "bag");
        write("ants/groundtruth.txt", "10,10,30,12,28,32,8,30", "nan,nan,nan,nan,nan,nan,nan,nan", "10,20,30,40");
        write("ants/occlusion.tag", "0", "1", "0");
        write("ants/sequence", "channels.color=color/%08d.jpg", "width=320", "height=240");
        write("bag/groundtruth.txt", "m10,20,30,40,5,6,7");
        write("bag/anchor.value", "1");
        write("unlisted/groundtruth.txt", "1,2,3,4");

        Sequence ants = read(Layout.VOT, "ants");

        assertThat(names(Layout.VOT)).containsExactly("ants", "bag");
        assertThat(ants.truth().row(0)).hasSize(8);
        assertThat(ants.truth().box(0)).contains(new Box(8, 10, 22, 22));
        assertThat(ants.truth().box(1)).isEmpty();
        assertThat(ants.attributes()).containsExactlyInAnyOrder("occlusion", "empty");
        assertThat(ants.tags().get("empty").stream()).containsExactly(0, 2);
        assertThat(ants.size()).contains(new Frames.Size(320, 240));
        assertThat(read(Layout.VOT, "bag").truth().box(0)).contains(new Box(10, 20, 30, 40));
    }

    @Test
    void videoIsReadFrameByFrameAndAgainFromTheStart() throws Exception {
        Path file = root.resolve("square.mp4");
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 160, 120);
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setFormat("mp4");
            recorder.setVideoQuality(1);
            recorder.start();
            for (int i = 0; i < 6; i++) {
                recorder.record(
                        converter.convert(Tracks.picture(20 + 10 * i, 30).toImage()));
            }
        }
        write(
                "square.txt",
                "20,30,40,40",
                "30,30,40,40",
                "nan,nan,nan,nan",
                "50,30,40,40",
                "60,30,40,40",
                "70,30,40,40");

        Sequence sequence = read(Layout.VIDEO, "square");

        assertThat(sequence.visible().stream()).containsExactly(0, 1, 3, 4, 5);
        assertThat(sequence.size()).contains(new Frames.Size(160, 120));
        try (FrameReader reader = sequence.frames().open()) {
            assertThat(brightFrom(reader.read(0))).isBetween(18, 22);
            assertThat(brightFrom(reader.read(5))).isBetween(68, 72);
            assertThat(brightFrom(reader.read(1))).isBetween(28, 32);
            assertThatThrownBy(() -> reader.read(6))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("square.mp4 ends after 6 frames");
        }
    }

    /** The first column of the middle row that is as bright as the square. */
    private static int brightFrom(Frame frame) {
        int row = 50;
        return IntStream.range(0, frame.width())
                .filter(x -> (frame.bgr()[(row * frame.width() + x) * 3 + 1] & 0xff) > 102)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPictureIsReadAsItIsAndItsSizeFromItsHeader() throws IOException {
        Frame picture = Tracks.picture(20, 30);
        Path file = root.resolve("0001.png");
        ImageIO.write(picture.toImage(), "png", file.toFile());

        Frames frames = Frames.pictures(List.of(file));

        assertThat(frames.size()).isEqualTo(Optional.of(new Frames.Size(160, 120)));
        assertThat(frames.open().read(0).bgr()).isEqualTo(picture.bgr());
    }

    @Test
    void aDamagedPictureIsNamed() throws IOException {
        Path file = root.resolve("0007.jpg");
        Files.writeString(file, "no picture");

        assertThatThrownBy(() -> Frames.pictures(List.of(file)).open().read(0))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("cannot decode picture %s: is it damaged?", file);
    }

    @Test
    void aTruthThatIsNoNumberIsNamedWithItsLine() throws IOException {
        write("Deer/groundtruth_rect.txt", "1,2,3,4", "1,2,x,4");

        assertThatThrownBy(() -> read(Layout.OTB, "Deer"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageEndingWith("groundtruth_rect.txt line 2: 'x' is not a number");
    }

    @Test
    void aSequenceWithoutTruthIsListedAndFailsByName() throws IOException {
        write("Deer/groundtruth_rect.txt", "1,2,3,4");
        pictures("Moose/img", "%04d.jpg", 1, 3);

        assertThat(names(Layout.OTB)).containsExactly("Deer", "Moose");
        assertThatThrownBy(() -> read(Layout.OTB, "Moose"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageEndingWith("groundtruth_rect.txt is missing or empty: every sequence needs its truth");
    }

    @Test
    void aFolderOfAnotherLayoutIsAnError() {
        assertThatThrownBy(() -> Layout.OTB.list(root))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("no otb sequences in");
        assertThatThrownBy(() -> Layout.OTB.list(root.resolve("nowhere")))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("is not a folder");
    }
}
