package dev.twintrack.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

/** Where a sprite lands in the picture, told by an opaque 20 × 10 block. */
class StandingTest {

    private final Sprite block = Sprite.drawn(20, 10, graphics -> {
        graphics.setColor(Color.RED);
        graphics.fillRect(-10, -5, 20, 10);
    });

    @Test
    void anUprightSpriteCoversItsOwnPixelsAroundItsCentre() {
        Standing standing = new Standing(block, new Pose(50, 40, 0, 1, 1, 0));
        assertThat(covered(standing)).containsExactly(40, 35, 60, 45);
    }

    @Test
    void aQuarterTurnSwapsTheSides() {
        Standing standing = new Standing(block, new Pose(50, 40, Math.PI / 2, 1, 1, 0));
        assertThat(covered(standing)).containsExactly(45, 30, 55, 50);
    }

    @Test
    void scaleGrowsBothSidesAndSqueezeOnlyTheSideAcross() {
        Standing standing = new Standing(block, new Pose(50, 40, 0, 2, 0.5, 0));
        assertThat(covered(standing)).containsExactly(30, 35, 70, 45);
    }

    @Test
    void noPixelOutsideTheBoundsIsCovered() {
        Standing standing = new Standing(block, new Pose(50, 40, 0.7, 1.5, 1.2, 0.3));
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                boolean inside = x >= standing.left && x < standing.right && y >= standing.top && y < standing.bottom;
                assertThat(inside || standing.at(x, y) == 0).isTrue();
            }
        }
    }

    @Test
    void paintingLaysTheSpriteOverThePicture() {
        int[] picture = new int[30 * 20];
        java.util.Arrays.fill(picture, 0xFF0000FF);
        new Standing(block, new Pose(0, 0, 0, 1, 1, 0)).paint(picture, 30, 20);
        assertThat(picture[0]).isEqualTo(0xFFFF0000);
        assertThat(picture[15]).isEqualTo(0xFF0000FF);
    }

    /** Left, top, right and bottom of the pixels that are covered by more than half, among 100 × 100. */
    private static int[] covered(Standing standing) {
        int[] box = {100, 100, 0, 0};
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                if (standing.coverage(x, y) > 0.5) {
                    box = new int[] {
                        Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)
                    };
                }
            }
        }
        return box;
    }
}
