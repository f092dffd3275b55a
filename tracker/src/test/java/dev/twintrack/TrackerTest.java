package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled model on a plain scene: a patterned square that glides over a noisy ground. */
class TrackerTest {

    private static Tracker tracker;

    @BeforeAll
    static void open() {
        tracker = Tracker.open(TrackerOptions.defaults().withThreads(1));
    }

    @AfterAll
    static void close() {
        tracker.close();
    }

    private static Box truth(int index) {
        return new Box(40 + 3 * index, 50 + 2 * index, 32, 32);
    }

    private static Frame frame(int index) {
        return paint(truth(index));
    }

    /** The square at a place, or the ground alone where it is null. */
    private static Frame paint(Box square) {
        byte[] bgr = new byte[240 * 180 * 3];
        Random ground = new Random(1);
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (90 + ground.nextInt(30));
        }
        if (square != null) {
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 32; x++) {
                    int at = (((int) square.y() + y) * 240 + (int) square.x() + x) * 3;
                    boolean ring = Math.hypot(x - 15.5, y - 15.5) < 11;
                    bgr[at] = (byte) (ring ? 30 : 200);
                    bgr[at + 1] = (byte) (x / 8 % 2 == 0 ? 220 : 60);
                    bgr[at + 2] = (byte) (ring ? 230 : 20);
                }
            }
        }
        return Frame.wrapBgr(240, 180, bgr);
    }

    @Test
    void followsASquareThatGlides() {
        Target target = tracker.start(frame(0), truth(0));
        for (int index = 1; index < 20; index++) {
            Estimate estimate = target.update(frame(index));
            assertThat(estimate.guess().iou(truth(index))).isGreaterThan(0.5);
            assertThat(estimate.box()).contains(estimate.guess());
        }
    }

    /** A flag that turns about its middle by eight degrees a frame, on the ground of the other pictures. */
    private static Frame turning(int index) {
        byte[] bgr = paint(null).bgr().clone();
        double cos = Math.cos(Math.toRadians(8 * index));
        double sin = Math.sin(Math.toRadians(8 * index));
        for (int y = 40; y < 140; y++) {
            for (int x = 70; x < 170; x++) {
                double across = cos * (x - 119.5) + sin * (y - 89.5);
                double down = cos * (y - 89.5) - sin * (x - 119.5);
                if (Math.abs(across) < 14 && Math.abs(down) < 30) {
                    int at = (y * 240 + x) * 3;
                    boolean top = down < -10;
                    bgr[at] = (byte) (top ? 230 : 20);
                    bgr[at + 1] = (byte) (across < 0 ? 200 : 40);
                    bgr[at + 2] = (byte) (top ? 30 : 220);
                }
            }
        }
        return Frame.wrapBgr(240, 180, bgr);
    }

    @Test
    void followsWhatTurnsOver() {
        Box flag = new Box(106, 60, 28, 60);
        Target target = tracker.start(turning(0), flag);
        int certain = 0;
        for (int index = 1; index <= 22; index++) {
            Estimate estimate = target.update(turning(index));
            assertThat(estimate.guess().iou(flag.turned(8 * index)))
                    .as("frame %d", index)
                    .isGreaterThan(0.4);
            certain += estimate.status() == Status.TRACKING ? 1 : 0;
        }
        assertThat(certain).isGreaterThan(18);
        assertThat(target.state().turn()).isNotZero();
        assertThat(tracker.restore(target.snapshot()).update(turning(23))).isEqualTo(target.update(turning(23)));
    }

    /** Of a batch one target at a time asks the first frame, so that some renew what they look like a frame or two later. */
    private static final double SOON = 0.97;

    @Test
    void aBatchOfTargetsGivesWhatEachWouldGiveAlone() {
        List<Target> together = new ArrayList<>();
        List<Target> alone = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            together.add(tracker.start(frame(index), truth(index)));
            alone.add(tracker.start(frame(index), truth(index)));
        }
        for (int step = 1; step < 4; step++) {
            List<Look> looks = new ArrayList<>();
            List<Estimate> expected = new ArrayList<>();
            for (int index = 0; index < 3; index++) {
                looks.add(new Look(together.get(index), frame(index + step)));
                expected.add(alone.get(index).update(frame(index + step)));
            }
            List<Estimate> actual = tracker.update(looks);
            for (int index = 0; index < 3; index++) {
                assertThat(actual.get(index).guess().iou(expected.get(index).guess()))
                        .as("step %d", step)
                        .isGreaterThan(step == 1 ? 0.999 : SOON);
            }
        }
    }

    @Test
    void theSameFramesTwiceGiveTheSameBoxes() {
        Target first = tracker.start(frame(0), truth(0));
        Target second = tracker.start(frame(0), truth(0));
        for (int index = 1; index < 6; index++) {
            assertThat(second.update(frame(index))).isEqualTo(first.update(frame(index)));
        }
    }

    @Test
    void aRestoredTargetGoesOnWhereItStood() {
        Target target = tracker.start(frame(0), truth(0));
        target.update(frame(1));
        Target restored = tracker.restore(target.snapshot());
        assertThat(restored.last()).isEqualTo(target.last());
        for (int index = 2; index < 6; index++) {
            assertThat(restored.update(frame(index))
                            .guess()
                            .iou(target.update(frame(index)).guess()))
                    .isGreaterThan(0.99);
        }
    }

    @Test
    void anOldSnapshotGoesOnFromItsNewestWhereabouts() {
        Target target = tracker.start(frame(0), truth(0));
        byte[] snapshot = target.snapshot();
        for (int index = 1; index < 5; index++) {
            target.update(frame(index));
        }
        Target restored = tracker.restore(snapshot, target.whereabouts());
        assertThat(restored.last()).isEqualTo(target.last());
        assertThat(restored.whereabouts()).isEqualTo(target.whereabouts());
        assertThat(restored.update(frame(5)).guess().iou(target.update(frame(5)).guess()))
                .isGreaterThan(0.9);
    }

    @Test
    void damagedWhereaboutsAreRefused() {
        byte[] snapshot = tracker.start(frame(0), truth(0)).snapshot();
        for (String damaged : List.of(
                "",
                "1,2,3,4",
                "1,2,3,4;1,2,3,4;2;TRACKING;0;0;0;0",
                "1,2,3,4;1,2,3,4;1;TRACKING;6;0;0;0;0",
                "a;b;c;d;e;f")) {
            assertThatThrownBy(() -> tracker.restore(snapshot, damaged))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("whereabouts");
        }
    }

    @Test
    void aDamagedSnapshotIsRefused() {
        byte[] snapshot = tracker.start(frame(0), truth(0)).snapshot();
        assertThatThrownBy(() -> tracker.restore(java.util.Arrays.copyOf(snapshot, 40)))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("snapshot");
    }

    @Test
    void theScoreMapCoversTheSearchedPartOfTheFrame() {
        Target target = tracker.start(frame(0), truth(0));
        assertThat(target.scoreMap()).isEmpty();
        target.update(frame(1));
        ScoreMap map = target.scoreMap().orElseThrow();
        assertThat(map.region().intersection(truth(1)).area()).isPositive();
        for (float score : map.scores()) {
            assertThat(score).isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10,10,0,20", "10,10,20,0", "240,10,20,20", "-30,10,30,20", "10,200,20,20"})
    void aBoxWithNoPixelInsideTheFrameIsRefused(String box) {
        assertThatThrownBy(() -> tracker.start(frame(0), Box.parse(box)))
                .isInstanceOf(TwintrackException.class)
                .message()
                .contains("no pixel inside the frame of 240 x 180")
                .hasLineCount(1);
    }

    @Test
    void aTargetFoundAgainStartsEvenWhateverTheFrameSays() {
        Target target = tracker.start(frame(0), truth(0));
        Frame empty = Frame.wrapBgr(240, 180, new byte[240 * 180 * 3]);
        for (int index = 0; index < 12; index++) {
            target.update(empty);
        }
        assertThat(target.last().status()).isEqualTo(Status.LOST);
        Estimate found = target.update(frame(0));
        assertThat(found.status()).isEqualTo(Status.TRACKING);
        double frame = target.frameConfidence().orElseThrow();
        assertThat(frame).isGreaterThan(0.8);
        double told = Recognition.confidence(frame, target.state().opinion());
        assertThat(found.confidence()).isEqualTo(Trust.after(0.5, told)).isLessThan(frame);
        assertThat(target.update(frame(0)).confidence()).isGreaterThan(found.confidence());
    }

    /** The square at a place, so faint that it is not known for certain. */
    private static Frame faint(Box square, double strength) {
        byte[] ground = paint(null).bgr();
        byte[] whole = paint(square).bgr();
        byte[] bgr = new byte[ground.length];
        for (int i = 0; i < bgr.length; i++) {
            double level = (ground[i] & 0xff) * (1 - strength) + (whole[i] & 0xff) * strength;
            bgr[i] = (byte) Math.round(level);
        }
        return Frame.wrapBgr(240, 180, bgr);
    }

    @Test
    void whatIsLeftOfALostTargetIsFollowed() {
        Target target = tracker.start(frame(0), truth(0));
        for (int index = 0; index < 8; index++) {
            target.update(paint(null));
        }
        assertThat(target.last().status()).isEqualTo(Status.LOST);
        int lost = 0;
        for (int index = 1; index < 20; index++) {
            Estimate estimate = target.update(faint(truth(index), 0.09));
            assertThat(estimate.guess().iou(truth(index))).as("frame %d", index).isGreaterThan(0.5);
            lost += estimate.status() == Status.LOST ? 1 : 0;
        }
        assertThat(lost).isGreaterThan(15);
    }

    @Test
    void estimatesStayInsideTheFrameWhenTheTargetIsGone() {
        Target target = tracker.start(frame(0), truth(0));
        for (int index = 0; index < 12; index++) {
            Estimate estimate = target.update(paint(null));
            assertThat(estimate.guess().clippedTo(240, 180)).isEqualTo(estimate.guess());
        }
    }
}
