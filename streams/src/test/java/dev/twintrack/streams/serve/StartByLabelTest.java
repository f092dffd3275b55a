package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.scene.Difficulty;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.EmbeddedBroker;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Targets that are started by a label of the gallery: a generated scene before a camera, commands over a real broker. */
class StartByLabelTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void whatTheGalleryShowsIsFoundAndFollowedAndWhatIsNotInSightIsRefused() throws IOException {
        SyntheticScene scene = scene(4);
        picture("thing", scene);
        picture("stranger", scene(58));
        JsonContract commands = JsonContract.of("command");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Tracker tracker = Tracker.open();
                PictureServer cameras = new PictureServer(3, List.of(PictureServer.jpeg(image(scene.frame(30)))));
                Wire wire = new Wire(broker.bootstrapServers());
                Serving serving = new Serving(
                        ServeConfig.parse(
                                "gallery: '%s'%nstreams: [{id: gate, address: '%s'}]"
                                        .formatted(folder, cameras.address("gate")),
                                "test"),
                        Optional.of(KafkaConfig.at(broker.bootstrapServers())),
                        tracker,
                        Optional.empty(),
                        Plans.unobserved(),
                        said::add)) {
            await().atMost(LONG).until(() -> said.stream().anyMatch(line -> line.contains("taking commands")));
            String command = "{\"id\":\"5-a\",\"command\":\"start\",\"stream\":\"gate\",\"label\":\"thing\"}";
            assertThat(commands.faults(command)).isEmpty();
            JsonNode done = wire.ask("5-a", command);
            assertThat(done.get("outcome").asString()).as("%s", done).isEqualTo("done");
            assertThat(done.get("track").asString()).isEqualTo("1");
            wire.awaitEvents("gate", "track.updated", 3);
            JsonNode started = wire.events("gate").stream()
                    .filter(event -> event.path("command").asString("").equals("5-a"))
                    .findFirst()
                    .orElseThrow();
            assertThat(started.get("label").asString()).isEqualTo("thing");
            assertThat(box(started.get("box")).iou(scene.truth(30).orElseThrow()))
                    .isGreaterThan(0.5);

            assertThat(wire.ask("5-b", command.replace("5-a", "5-b").replace("thing", "stranger"))
                            .path("reason")
                            .asString(""))
                    .contains("'stranger' is not in sight");
            assertThat(wire.ask("5-c", command.replace("5-a", "5-c").replace("thing", "thnig"))
                            .path("reason")
                            .asString(""))
                    .contains("no 'thnig': did you mean 'thing'?");
            assertThat(serving.streams().named("gate").ended()).isNotDone();
        }
    }

    @Test
    void aGalleryWithoutPicturesIsAFaultThatSaysSo() throws IOException {
        try (Tracker tracker = Tracker.open()) {
            assertThatThrownBy(() -> Gallery.read(folder.resolve("none"), tracker))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("none cannot be listed");
            assertThatThrownBy(() -> Gallery.read(folder, tracker))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("no folders: make a folder of pictures for each label");
            Files.createDirectory(folder.resolve("van"));
            assertThatThrownBy(() -> Gallery.read(folder, tracker))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("no pictures in folder");
            assertThatThrownBy(() -> Gallery.empty().named("van"))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("there is no gallery to start 'van' from");
        }
    }

    private static SyntheticScene scene(long seed) {
        return SyntheticScene.of(
                SceneOptions.things(seed).withDifficulty(Difficulty.EASY).withFrames(60));
    }

    /** The scene's target on its first frame, from edge to edge. */
    private void picture(String label, SyntheticScene scene) throws IOException {
        Box box = scene.truth(0).orElseThrow();
        BufferedImage cut =
                image(scene.frame(0)).getSubimage((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
        Path file = Files.createDirectory(folder.resolve(label)).resolve("1.png");
        ImageIO.write(cut, "png", file.toFile());
    }

    private static BufferedImage image(Frame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, frame.width(), frame.height(), rgb(frame.bgr()));
        return image;
    }

    private static byte[] rgb(byte[] bgr) {
        byte[] rgb = bgr.clone();
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 2] = bgr[i];
        }
        return rgb;
    }

    private static Box box(JsonNode box) {
        return new Box(
                box.get("x").asDouble(),
                box.get("y").asDouble(),
                box.get("width").asDouble(),
                box.get("height").asDouble());
    }
}
