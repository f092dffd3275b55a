package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch of texture over a smooth background: the one thing there is to find. */
class TrackFinderTest {

    @TempDir
    private Path folder;

    private final BufferedImage thing = texture(48, 40);

    @Test
    void theThingInAStillIsFound() throws IOException {
        Fixture.png(folder.resolve("a/still.png"), scene(90, 60));

        Sequence sequence = DataFormat.PICTURES.read(folder, new Skips()).get(0);

        List<Track> tracks = TrackFinder.find(sequence);
        assertThat(sequence.name()).isEqualTo("a/still.png");
        assertThat(tracks).isNotEmpty();
        assertThat(tracks.get(0)
                        .boxes()
                        .get(0)
                        .intersection(new Box(90, 60, 48, 40))
                        .area())
                .isGreaterThan(0.5 * tracks.get(0).boxes().get(0).area());
    }

    @Test
    void theThingInAVideoIsFollowed() throws IOException {
        Fixture.video(folder.resolve("v.mkv"), 20, 240, 160, i -> scene(30 + 4 * i, 50 + i));

        List<Track> tracks =
                TrackFinder.find(DataFormat.VIDEOS.read(folder, new Skips()).get(0));

        assertThat(tracks).anySatisfy(track -> {
            Box first = track.boxes().get(0);
            Box last = track.boxes().get(19);
            assertThat(last).isNotNull();
            assertThat(last.centerX() - first.centerX()).isBetween(70.0, 82.0);
            assertThat(last.centerY() - first.centerY()).isBetween(16.0, 22.0);
        });
    }

    @Test
    void theThingIsNotFollowedBeyondTheMomentItVanishes() throws IOException {
        Fixture.video(folder.resolve("v.mkv"), 20, 240, 160, i -> i < 12 ? scene(30 + 4 * i, 50) : texture(240, 160));

        List<Track> tracks =
                TrackFinder.find(DataFormat.VIDEOS.read(folder, new Skips()).get(0));

        assertThat(tracks)
                .isNotEmpty()
                .allSatisfy(track -> assertThat(track.boxes().lastKey()).isLessThan(12));
    }

    @Test
    void theSameSequenceGivesTheSameTracks() throws IOException {
        Fixture.png(folder.resolve("still.png"), scene(90, 60));
        Sequence sequence = DataFormat.PICTURES.read(folder, new Skips()).get(0);

        assertThat(TrackFinder.find(sequence)).isEqualTo(TrackFinder.find(sequence));
    }

    private BufferedImage scene(int x, int y) {
        BufferedImage image = new BufferedImage(240, 160, BufferedImage.TYPE_3BYTE_BGR);
        for (int v = 0; v < 160; v++) {
            for (int u = 0; u < 240; u++) {
                image.setRGB(u, v, (80 + u / 8) << 16 | (90 + v / 8) << 8 | 90);
            }
        }
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(thing, x, y, null);
        graphics.dispose();
        return image;
    }

    private static BufferedImage texture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        SplittableRandom random = new SplittableRandom(width);
        for (int y = 0; y < height; y += 4) {
            for (int x = 0; x < width; x += 4) {
                int rgb = random.nextInt(1 << 24);
                for (int i = 0; i < 16; i++) {
                    image.setRGB(Math.min(width - 1, x + i % 4), Math.min(height - 1, y + i / 4), rgb);
                }
            }
        }
        return image;
    }
}
