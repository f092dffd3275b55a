package dev.twintrack.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.Track;
import org.junit.jupiter.api.Test;

/** Cuts of a clip made by arithmetic: 40 frames of 320 x 240, a box in every other one. */
class CutTest {

    private static final Sequence CLIP =
            DataSource.parse("things=synthetic:1").read(new Skips()).get(0);

    private static final Track TRACK = CLIP.tracks().get(0);

    private static RehearsalClip cut(Cut cut) {
        return cut.of("clip", CLIP, TRACK).orElseThrow();
    }

    @Test
    void asTheyAreEveryFrameThatSomebodyLookedAtComes() {
        RehearsalClip clip = cut(new Cut(0, 1, 0, 150));
        assertThat(clip.frames()).hasSize(20);
        assertThat(clip.frames().get(0).width()).isEqualTo(320);
        assertThat(clip.truth().get(1)).isEqualTo(TRACK.boxes().get(2));
    }

    @Test
    void picturesShrinkAndTheTruthWithThem() {
        double side = Math.sqrt(TRACK.boxes().get(0).area()) / 2;
        RehearsalClip clip = cut(new Cut(side, 1, 0, 150));
        assertThat(clip.frames().get(0).width()).isEqualTo(160);
        Box whole = TRACK.boxes().get(2);
        Box half = clip.truth().get(1);
        assertThat(half.x()).isCloseTo(whole.x() / 2, within(1e-9));
        assertThat(half.bottom()).isCloseTo(whole.bottom() / 2, within(1e-9));
    }

    @Test
    void compressedPicturesAreMuchTheSame() {
        RehearsalClip plain = cut(new Cut(0, 1, 0, 150));
        RehearsalClip compressed = cut(new Cut(0, 1, 0, 150, 0, 10, 1));
        assertThat(compressed.truth()).isEqualTo(plain.truth());
        byte[] before = plain.frames().get(3).bgr();
        byte[] after = compressed.frames().get(3).bgr();
        double off = 0;
        for (int i = 0; i < before.length; i++) {
            off += Math.abs((before[i] & 0xff) - (after[i] & 0xff)) / (double) before.length;
        }
        assertThat(off).as("mean difference of a value").isBetween(0.5, 20.0);
    }

    @Test
    void picturesTurnAboutTheThingAndItsBoxWithThem() {
        RehearsalClip plain = cut(new Cut(0, 1, 0, 150));
        RehearsalClip turning = cut(new Cut(0, 1, 0, 150, 45, 0, 1));
        assertThat(turning.frames().get(0).bgr())
                .isEqualTo(plain.frames().get(0).bgr());
        Box before = plain.truth().get(2);
        Box after = turning.truth().get(2);
        assertThat(after.centerX()).isCloseTo(before.centerX(), within(1e-9));
        assertThat(after.width()).isCloseTo(before.height(), within(1e-9));
        assertThat(after.height()).isCloseTo(before.width(), within(1e-9));
        // What was above the middle of the thing is to the right of it after a quarter turn clockwise, and not to the
        // left.
        int right = 0;
        int left = 0;
        for (int d = 2; d < 30; d++) {
            int above = pixel(plain.frames().get(2), before, 0, -d);
            right += Math.abs(above - pixel(turning.frames().get(2), before, d, 0));
            left += Math.abs(above - pixel(turning.frames().get(2), before, -d, 0));
        }
        assertThat(right).isLessThan(left / 2);
    }

    private static int pixel(Frame frame, Box about, int dx, int dy) {
        return blue(frame, (int) about.centerX() + dx, (int) about.centerY() + dy);
    }

    @Test
    void thingsGrowStepByStepToTheirSizeWhereTheyAre() {
        RehearsalClip plain = cut(new Cut(0, 1, 0, 150));
        RehearsalClip growing = cut(new Cut(0, 1, 0, 150, 0, 0, 4));
        int last = growing.frames().size() - 1;
        assertThat(growing.frames()).allMatch(frame -> frame.width() == 320 && frame.height() == 240);
        assertThat(growing.frames().get(last).bgr())
                .isEqualTo(plain.frames().get(last).bgr());
        assertThat(growing.truth().get(last)).isEqualTo(plain.truth().get(last));
        for (int i = 0; i < last; i++) {
            Box whole = plain.truth().get(i);
            Box shrunk = growing.truth().get(i);
            double scale = Math.pow(4, i / (double) last - 1);
            assertThat(shrunk.width()).isCloseTo(whole.width() * scale, within(0.02 * whole.width()));
            assertThat(shrunk.centerX()).isCloseTo(whole.centerX(), within(1.0));
            assertThat(shrunk.centerY()).isCloseTo(whole.centerY(), within(1.0));
        }
        Frame whole = plain.frames().get(0);
        Frame first = growing.frames().get(0);
        int left = (int)
                Math.round(growing.truth().get(0).x() - plain.truth().get(0).x() / 4);
        int top = (int)
                Math.round(growing.truth().get(0).y() - plain.truth().get(0).y() / 4);
        for (int y = 0; y < 60; y += 7) {
            for (int x = 0; x < 80; x += 7) {
                double sum = 0;
                for (int i = 0; i < 16; i++) {
                    sum += blue(whole, 4 * x + i % 4, 4 * y + i / 4) / 16.0;
                }
                assertThat((double) blue(first, left + x, top + y)).isCloseTo(sum, within(1.0));
            }
        }
    }

    private static int blue(Frame frame, int x, int y) {
        return frame.bgr()[3 * (y * frame.width() + x)] & 255;
    }

    @Test
    void thingsShrinkFromTheirSize() {
        RehearsalClip plain = cut(new Cut(0, 1, 0, 150));
        RehearsalClip shrinking = cut(new Cut(0, 1, 0, 150, 0, 0, 1 / 4.0));
        int last = shrinking.frames().size() - 1;
        assertThat(shrinking.frames().get(0).bgr())
                .isEqualTo(plain.frames().get(0).bgr());
        assertThat(shrinking.truth().get(last).height())
                .isCloseTo(plain.truth().get(last).height() / 4, within(0.5));
    }

    @Test
    void smallThingsAreNotEnlarged() {
        assertThat(cut(new Cut(10_000, 1, 0, 150)).frames().get(0).width()).isEqualTo(320);
    }

    @Test
    void aLaterStartBeginsWithTheBoxThere() {
        RehearsalClip clip = new Cut(0, 1, 0.1, 150).of("clip", CLIP, TRACK).orElseThrow();
        assertThat(clip.truth().get(0)).isEqualTo(TRACK.boxes().get(4));
    }

    @Test
    void whatIsTooShortIsLeftOut() {
        assertThat(new Cut(0, 1, 0.5, 150).of("clip", CLIP, TRACK)).isEmpty();
        Track brief = new Track(0, "", TRACK.boxes().headMap(20, true), TRACK.absent());
        assertThat(new Cut(0, 1, 0, 150).of("clip", CLIP, brief)).isEmpty();
    }

    @Test
    void aStretchEndsAtItsLengthAndIsNotThinnedToNothing() {
        assertThat(cut(new Cut(0, 9, 0, 16)).frames()).hasSize(16);
    }
}
