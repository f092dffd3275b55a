package dev.twintrack.streams.worker;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.twintrack.Frame;
import dev.twintrack.OpenCvFrames;
import dev.twintrack.TwintrackException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as JPEG and back. Safe for any thread. */
final class Jpeg {

    /** What decoding may take: four times a picture of 4096 x 4096. */
    private static final long MOST_PIXELS = 1L << 26;

    private Jpeg() {}

    /** @param quality 1 to 100 */
    static byte[] encode(Frame frame, int quality) {
        try (BytePointer pixels = new BytePointer(frame.bgr());
                Mat picture = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC3, pixels);
                BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
            imencode(".jpg", picture, encoded, settings);
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }

    /**
     * The picture's pixels.
     *
     * @throws TwintrackException when the bytes are no JPEG, a damaged one, or one too large to be a frame
     */
    static Frame decode(byte[] jpeg) {
        long pixels = pixels(jpeg);
        if (pixels <= 0 || pixels > MOST_PIXELS) {
            throw new TwintrackException("the bytes are not a JPEG picture of a frame's size");
        }
        try (BytePointer bytes = new BytePointer(jpeg);
                Mat buffer = new Mat(1, jpeg.length, opencv_core.CV_8UC1, bytes);
                Mat picture = imdecode(buffer, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION)) {
            if (picture == null || picture.empty()) {
                throw new TwintrackException("the JPEG picture is damaged");
            }
            return OpenCvFrames.frame(picture);
        }
    }

    /** How many pixels the picture's own header promises (ITU-T T.81, annex B); 0 when there is no such header. */
    static long pixels(byte[] jpeg) {
        if (jpeg.length < 4 || at(jpeg, 0) != 0xff || at(jpeg, 1) != 0xd8) {
            return 0;
        }
        int place = 2;
        while (place + 9 <= jpeg.length && at(jpeg, place) == 0xff) {
            int marker = at(jpeg, place + 1);
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return (long) two(jpeg, place + 5) * two(jpeg, place + 7);
            }
            place += 2 + two(jpeg, place + 2);
        }
        return 0;
    }

    private static int at(byte[] bytes, int place) {
        return bytes[place] & 0xff;
    }

    private static int two(byte[] bytes, int place) {
        return at(bytes, place) << 8 | at(bytes, place + 1);
    }
}
