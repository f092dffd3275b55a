package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Status;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be told of a drawing without looking at it. */
class AnnotationTest {

    private static final Box BOX = new Box(100, 100, 80, 60);

    private final Annotation annotation = new Annotation();

    @Test
    void boxIsDrawnAroundTheTargetAndNotIntoIt() {
        BufferedImage image = drawn(Status.TRACKING);
        assertThat(image.getRGB(100, 130)).isNotEqualTo(Color.BLACK.getRGB());
        assertThat(image.getRGB(180, 130)).isNotEqualTo(Color.BLACK.getRGB());
        assertThat(image.getRGB(120, 115)).isEqualTo(Color.BLACK.getRGB());
        assertThat(image.getRGB(60, 130)).isEqualTo(Color.BLACK.getRGB());
    }

    @Test
    void theLessIsKnownTheLessOfTheBoxIsDrawn() {
        int tracking = inkOnTheLeftEdge(drawn(Status.TRACKING));
        int uncertain = inkOnTheLeftEdge(drawn(Status.UNCERTAIN));
        int lost = inkOnTheLeftEdge(drawn(Status.LOST));
        assertThat(tracking).isGreaterThan(uncertain);
        assertThat(uncertain).isGreaterThan(lost);
        assertThat(lost).isPositive();
    }

    @Test
    void lostTargetHasLostItsColour() {
        assertThat(colourful(drawn(Status.TRACKING))).isTrue();
        assertThat(colourful(drawn(Status.LOST))).isFalse();
    }

    @Test
    void pictureOfAnotherSizeIsFittedIntoTheMiddle() {
        BufferedImage wide = new BufferedImage(200, 50, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 50; y++) {
                wide.setRGB(x, y, Color.RED.getRGB());
            }
        }
        BufferedImage canvas = new BufferedImage(100, 100, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage fitted = Annotation.fitted(wide, canvas);
        assertThat(fitted.getRGB(50, 50)).isEqualTo(Color.RED.getRGB());
        assertThat(fitted.getRGB(50, 20)).isEqualTo(Color.BLACK.getRGB());
        assertThat(Annotation.fitted(canvas, canvas)).isSameAs(canvas);
    }

    private BufferedImage drawn(Status status) {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
        // Drawing never asks the target itself.
        annotation.draw(image, List.of(new TrackView("1", Optional.empty(), new Estimate(BOX, 0.5, status), null)));
        return image;
    }

    private static int inkOnTheLeftEdge(BufferedImage image) {
        int ink = 0;
        for (int y = 105; y < 155; y++) {
            ink += new Color(image.getRGB(100, y)).getGreen() > 60 ? 1 : 0;
        }
        return ink;
    }

    private static boolean colourful(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color colour = new Color(image.getRGB(x, y));
                if (Math.abs(colour.getRed() - colour.getBlue()) > 40) {
                    return true;
                }
            }
        }
        return false;
    }
}
