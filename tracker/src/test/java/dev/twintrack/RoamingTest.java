package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoamingTest {

    @Test
    void everyPixelComesIntoSight() {
        Frame frame = Frame.wrapBgr(200, 120, new byte[200 * 120 * 3]);
        Box like = new Box(0, 0, 70, 70);
        Set<Box> windows = new HashSet<>();
        int turn = 0;
        while (windows.add(Roaming.region(turn, like, frame))) {
            turn++;
        }
        for (double y = 0.5; y < 120; y++) {
            for (double x = 0.5; x < 200; x++) {
                Box pixel = Box.around(x, y, 1, 1);
                assertThat(windows.stream()
                                .anyMatch(window -> window.intersection(pixel).area() > 0))
                        .isTrue();
            }
        }
    }

    @Test
    void aWindowLargerThanTheFrameIsItsOnlyOne() {
        Frame frame = Frame.wrapBgr(20, 10, new byte[600]);
        Box like = new Box(0, 0, 50, 50);
        assertThat(Roaming.region(0, like, frame)).isEqualTo(Roaming.region(1, like, frame));
    }
}
