package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class OpenCvFramesTest {

    @Test
    void aBgrMatrixKeepsEveryPixelInItsPlace() {
        try (Mat mat = numbered(4, 3, 3)) {
            Frame frame = OpenCvFrames.frame(mat);
            assertThat(frame.width()).isEqualTo(4);
            assertThat(frame.height()).isEqualTo(3);
            for (int i = 0; i < 36; i++) {
                assertThat(frame.bgr()[i]).isEqualTo((byte) i);
            }
        }
    }

    @Test
    void aPartOfALargerMatrixIsReadWithItsRowStride() {
        try (Mat mat = numbered(6, 5, 3);
                Mat part = new Mat(mat, new Rect(2, 1, 3, 2))) {
            assertThat(part.isContinuous()).isFalse();
            assertThat(OpenCvFrames.frame(part).bgr())
                    .containsExactly(24, 25, 26, 27, 28, 29, 30, 31, 32, 42, 43, 44, 45, 46, 47, 48, 49, 50);
        }
    }

    @Test
    void greyBecomesThreeEqualChannels() {
        try (Mat mat = numbered(2, 2, 1)) {
            assertThat(OpenCvFrames.frame(mat).bgr()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
        }
    }

    @Test
    void alphaIsDropped() {
        try (Mat mat = numbered(2, 1, 4)) {
            assertThat(OpenCvFrames.frame(mat).bgr()).containsExactly(0, 1, 2, 4, 5, 6);
        }
    }

    @Test
    void theFrameKeepsItsPixelsWhenTheMatrixIsReused() {
        try (Mat mat = numbered(2, 2, 3);
                Scalar white = new Scalar(255, 255, 255, 0)) {
            Frame frame = OpenCvFrames.frame(mat);
            mat.put(white);
            assertThat(frame.bgr()).startsWith(0, 1, 2);
        }
    }

    @Test
    void anEmptyMatrixIsRefused() {
        try (Mat mat = new Mat()) {
            assertThatThrownBy(() -> OpenCvFrames.frame(mat))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("empty");
        }
    }

    @Test
    void otherPixelsAreRefusedWithTheMend() {
        try (Mat deep = new Mat(2, 2, CV_16UC3);
                Mat two = new Mat(2, 2, CV_8UC2)) {
            assertThatThrownBy(() -> OpenCvFrames.frame(deep))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessage("the matrix has 3 channels of 16 bits: convert it to 8-bit grey, BGR or BGRA");
            assertThatThrownBy(() -> OpenCvFrames.frame(two))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("2 channels of 8 bits");
        }
    }

    @Test
    void aVolumeIsRefused() {
        try (Mat volume = new Mat(new int[] {2, 2, 2}, CV_8UC1)) {
            assertThatThrownBy(() -> OpenCvFrames.frame(volume))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("3 dimensions");
        }
    }

    /** A matrix whose bytes are 0, 1, 2, ... in memory order. */
    private static Mat numbered(int columns, int rows, int channels) {
        int[] types = {0, CV_8UC1, 0, CV_8UC3, CV_8UC4};
        Mat mat = new Mat(rows, columns, types[channels]);
        try (UByteIndexer bytes = mat.createIndexer()) {
            for (int i = 0; i < rows * columns * channels; i++) {
                bytes.put(i / (columns * channels), i / channels % columns, i % channels, i);
            }
        }
        return mat;
    }
}
