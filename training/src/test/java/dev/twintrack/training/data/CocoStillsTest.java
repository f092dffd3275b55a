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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoStillsTest {

    @TempDir
    private Path root;

    private final Skips skips = new Skips();

    @Test
    void objectsMeetTheirPictureAndTheirClassWhateverTheOrderInTheFile() throws IOException {
        picture("val2017/x.png");
        annotation("""
                {"annotations": [
                   {"image_id": 5, "category_id": 2, "bbox": [1.5, 2, 10, 20], "iscrowd": 0, "segmentation": [[1, 2]]},
                   {"image_id": 5, "category_id": 2, "bbox": [0, 0, 9, 9], "iscrowd": 1},
                   {"image_id": 6, "category_id": 2, "bbox": [0, 0, 9, 9]}],
                 "info": {"year": 2017},
                 "categories": [{"id": 2, "name": "Traffic light", "supercategory": "outdoor"}],
                 "images": [{"id": 5, "file_name": "x.png", "width": 40}, {"id": 6, "file_name": "gone.png"}]}
                """);

        List<Sequence> sequences = DataFormat.COCO.read(root, skips);

        assertThat(sequences).extracting(Sequence::name).containsExactly("val2017/x.png");
        assertThat(sequences.get(0).tracks()).hasSize(1);
        assertThat(sequences.get(0).tracks().get(0).label()).isEqualTo("traffic light");
        assertThat(sequences.get(0).tracks().get(0).boxes()).isEqualTo(Map.of(0, new Box(1.5, 2, 10, 20)));
        assertThat(skips.counts()).isEqualTo(Map.of("crowd", 1, "picture missing", 1));
    }

    @Test
    void aTornFileIsAnErrorThatNamesIt() throws IOException {
        annotation("{\"images\": [{\"id\": 5, \"file_na");

        assertThatThrownBy(() -> DataFormat.COCO.read(root, skips))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("instances_val2017.json is not readable COCO JSON");
    }

    private void annotation(String json) throws IOException {
        Files.createDirectories(root.resolve("annotations"));
        Files.writeString(root.resolve("annotations/instances_val2017.json"), json);
    }

    private void picture(String name) throws IOException {
        Fixture.png(root.resolve(name), Fixture.scene(40, 30, 1, List.of(), List.of()));
    }
}
