package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocStillsTest {

    @TempDir
    private Path root;

    private final Skips skips = new Skips();

    @Test
    void cornersCountFromOneAndBothBelongToTheBox() throws IOException {
        Fixture.voc(
                root,
                "a",
                "<object><name>Dog</name><bndbox><xmin>1</xmin><ymin>3</ymin><xmax>10</xmax><ymax>12</ymax></bndbox>"
                        + "</object>");
        Fixture.png(root.resolve("JPEGImages/a.png"), Fixture.scene(40, 30, 1, List.of(), List.of()));

        Track track = DataFormat.VOC.read(root, skips).get(0).tracks().get(0);

        assertThat(track.boxes()).isEqualTo(Map.of(0, new Box(0, 2, 10, 10)));
        assertThat(track.label()).isEqualTo("dog");
    }

    @Test
    void partsOfAnObjectDoNotHideItsOwnBox() throws IOException {
        String part = "<part><name>head</name><bndbox><xmin>2</xmin><ymin>2</ymin><xmax>3</xmax><ymax>3</ymax></bndbox>"
                + "</part>";
        Fixture.voc(
                root, "a", Fixture.vocObject("person", new Box(4, 5, 20, 10)).replace("</object>", part + "</object>"));
        Fixture.png(root.resolve("JPEGImages/a.png"), Fixture.scene(40, 30, 1, List.of(), List.of()));

        Track track = DataFormat.VOC.read(root, skips).get(0).tracks().get(0);

        assertThat(track.label()).isEqualTo("person");
        assertThat(track.boxes().get(0)).isEqualTo(new Box(4, 5, 20, 10));
    }

    @Test
    void aMissingPictureIsCountedAndLeftOut() throws IOException {
        Fixture.still(root, "there", 60, 60, new Box(20, 20, 20, 20), Optional.empty());
        Fixture.voc(root, "gone", Fixture.vocObject("thing", new Box(1, 1, 10, 10)));

        List<Sequence> sequences = DataFormat.VOC.read(root, skips);

        assertThat(sequences).extracting(Sequence::name).containsExactly("there");
        assertThat(skips.counts()).isEqualTo(Map.of("picture missing", 1));
    }

    @Test
    void aBoxWithoutAreaIsCountedAndLeftOut() throws IOException {
        Fixture.voc(root, "a", Fixture.vocObject("thing", new Box(1, 1, 0, 10)));
        Fixture.png(root.resolve("JPEGImages/a.png"), Fixture.scene(40, 30, 1, List.of(), List.of()));

        assertThat(DataFormat.VOC.read(root, skips)).isEmpty();
        assertThat(skips.counts()).isEqualTo(Map.of("box not a rectangle", 1));
    }

    @Test
    void brokenXmlIsAnErrorThatNamesTheFile() throws IOException {
        Fixture.voc(root, "torn", "<object>");
        Files.writeString(root.resolve("Annotations/torn.xml"), "<annotation><object>");

        assertThatThrownBy(() -> DataFormat.VOC.read(root, skips))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("torn.xml")
                .hasMessageContaining("mend or remove it");
    }

    @Test
    void aFolderOfAnotherLayoutIsAnError() {
        assertThatThrownBy(() -> DataFormat.VOC.read(root, skips))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("Annotations is not a folder");
    }
}
