package dev.twintrack;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Frames from OpenCV's matrices. Only this type of the tracker needs {@code org.bytedeco:opencv}, which whoever holds a
 * {@link Mat} has already.
 */
public final class OpenCvFrames {

    private OpenCvFrames() {}

    /**
     * A frame with a copy of a picture's pixels; the matrix may be reused at once.
     *
     * @param picture 8 bits a channel; one channel (grey), three (BGR) or four (BGRA, whose alpha is dropped); rows may be
     *     padded, as in a part of a larger matrix
     * @throws TwintrackException when the matrix is empty, has more than two dimensions, or holds other pixels
     */
    public static Frame frame(Mat picture) {
        if (picture.empty()) {
            throw new TwintrackException("the matrix is empty: no frame was read into it");
        }
        if (picture.dims() != 2) {
            throw new TwintrackException("the matrix has %d dimensions: a picture has 2".formatted(picture.dims()));
        }
        int channels = picture.channels();
        if (picture.elemSize1() != 1 || (channels != 1 && channels != 3 && channels != 4)) {
            throw new TwintrackException("the matrix has %d channels of %d bits: convert it to 8-bit grey, BGR or BGRA"
                    .formatted(channels, 8 * picture.elemSize1()));
        }
        int width = picture.cols();
        int height = picture.rows();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        byte[] row = new byte[width * channels];
        try (BytePointer data = picture.data()) {
            for (int y = 0; y < height; y++) {
                data.position(y * picture.step(0)).get(row);
                spread(row, channels, bgr, y * width * 3, width);
            }
        }
        return Frame.wrapBgr(width, height, bgr);
    }

    private static void spread(byte[] row, int channels, byte[] bgr, int offset, int width) {
        if (channels == 3) {
            System.arraycopy(row, 0, bgr, offset, row.length);
            return;
        }
        // A grey pixel is its own blue, green and red.
        int step = channels == 1 ? 0 : 1;
        for (int x = 0; x < width; x++) {
            bgr[offset + 3 * x] = row[channels * x];
            bgr[offset + 3 * x + 1] = row[channels * x + step];
            bgr[offset + 3 * x + 2] = row[channels * x + 2 * step];
        }
    }
}
