package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionOverlapTest {

    private static final Optional<Frames.Size> UNBOUNDED = Optional.empty();
    private static final Optional<Frames.Size> PICTURE = Optional.of(new Frames.Size(100, 80));

    private final RegionOverlap library = new LibraryOverlap();
    private final RegionOverlap toolkit = new ToolkitOverlap();
    private final RegionOverlap exact = new ExactOverlap();

    @Test
    void inTheLibraryARectangleCoversOnePixelMoreThanItsSides() {
        // 11 x 11 pixels each, 6 x 11 of them shared.
        double overlap = library.of(row(10, 10, 10, 10), row(15, 10, 10, 10), UNBOUNDED);

        assertThat(overlap).isCloseTo(66.0 / (121 + 121 - 66), within(1e-12));
    }

    /** Expected values: what VOT's own library computes for these regions in a picture of 100 × 80, bounded as for EAO. */
    @ParameterizedTest
    @CsvSource({
        "10.2 10.7 50.4 14.1 46.6 44.3 6.9 40.2, 12.5 11.5 36.25 30.75, 0.815326",
        "20 10 60 10 40 50, 25 15 30 30, 0.536709",
        "50 5 90 40 50 75 10 40, 30 20 55.5 40.5, 0.622880",
        "-20 10 30 -5 45 40 0 60, 5 5 30 40, 0.626303",
        "70 60 120 62 118 100 68 98, 75.5 65.5 40 40, 0.574359",
        "10 10 40 40 10 40 40 10, 12 12 25 25, 0.439320"
    })
    void theLibrarysPixelsAreCountedToTheLastOne(String polygon, String rectangle, double expected) {
        Optional<Frames.Size> bounds = Optional.of(new Frames.Size(99, 79));

        assertThat(library.of(numbers(polygon), numbers(rectangle), bounds)).isCloseTo(expected, within(5e-7));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void inTheToolkitARectangleCoversItsSides() {
        double overlap = toolkit.of(row(10, 10, 10, 10), row(15, 10, 10, 10), UNBOUNDED);

        assertThat(overlap).isCloseTo(50.0 / 150, within(1e-12));
    }

    @Test
    void theToolkitAgreesWithPlainOverlapOnWholePixels() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            double[] a = row(random.nextInt(30), random.nextInt(30), 2 + random.nextInt(20), 2 + random.nextInt(20));
            double[] b = row(random.nextInt(30), random.nextInt(30), 2 + random.nextInt(20), 2 + random.nextInt(20));
            assertThat(toolkit.of(a, b, UNBOUNDED)).isCloseTo(iou(a, b), within(1e-12));
        }
    }

    @Test
    void exactOverlapOfRectanglesIsPlainOverlap() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            double[] a = row(random.nextDouble() * 30, random.nextDouble() * 30, 1 + random.nextDouble() * 20, 7.5);
            double[] b = row(random.nextDouble() * 30, random.nextDouble() * 30, 1 + random.nextDouble() * 20, 9.25);
            assertThat(exact.of(a, RegionOverlap.corners(b), UNBOUNDED)).isCloseTo(iou(a, b), within(1e-9));
        }
    }

    private static double iou(double[] a, double[] b) {
        return new Box(a[0], a[1], a[2], a[3]).iou(new Box(b[0], b[1], b[2], b[3]));
    }

    @Test
    void exactOverlapOfATriangleAndItsSquareIsAHalf() {
        double[] triangle = row(0, 0, 10, 0, 0, 10);

        assertThat(exact.of(triangle, row(0, 0, 10, 10), UNBOUNDED)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void pixelsOfALargePolygonComeCloseToItsShape() {
        double[] diamond = row(200, 50, 350, 200, 200, 350, 50, 200);
        double[] box = row(120, 120, 200, 160);

        double shape = exact.of(diamond, box, UNBOUNDED);
        assertThat(library.of(diamond, box, UNBOUNDED)).isCloseTo(shape, within(0.02));
        assertThat(toolkit.of(diamond, box, UNBOUNDED)).isCloseTo(shape, within(0.02));
    }

    @Test
    void whatLiesOutsideThePictureDoesNotCount() {
        double[] truth = row(-50, 10, 60, 20);
        double[] inside = row(0, 10, 10, 20);

        assertThat(exact.of(truth, inside, PICTURE)).isCloseTo(1, within(1e-12));
        assertThat(toolkit.of(truth, inside, PICTURE)).isEqualTo(1);
        assertThat(library.of(truth, inside, PICTURE)).isEqualTo(1);
        assertThat(exact.of(truth, inside, UNBOUNDED)).isLessThan(0.2);
    }

    @Test
    void regionsApartDoNotOverlap() {
        double[] here = row(5, 5, 10, 10);
        double[] there = row(60, 50, 10, 10);

        assertThat(library.of(here, there, PICTURE)).isZero();
        assertThat(toolkit.of(here, there, PICTURE)).isZero();
        assertThat(exact.of(here, there, PICTURE)).isZero();
    }

    @Test
    void forTheToolkitTwoEmptyRegionsAreTheSame() {
        assertThat(toolkit.of(row(1), Tracks.absent(), PICTURE)).isEqualTo(1);
        assertThat(toolkit.of(row(1), row(5, 5, 10, 10), PICTURE)).isZero();
    }
}
