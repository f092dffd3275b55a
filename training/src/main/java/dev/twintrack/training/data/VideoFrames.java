package dev.twintrack.training.data;

import dev.twintrack.Frame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.NavigableSet;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;

/** A video file as frames. A file that cannot be opened, or that breaks off, has the frames that it gave until then. */
record VideoFrames(Path file) implements FrameSource {

    @Override
    public int read(NavigableSet<Integer> wanted, Visitor visitor) {
        int visited = 0;
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
            grabber.start();
            int last = wanted.isEmpty() ? -1 : wanted.last();
            for (int index = 0; index <= last; index++) {
                org.bytedeco.javacv.Frame image = grabber.grabImage();
                if (image == null) {
                    break;
                }
                if (wanted.contains(index)) {
                    visitor.frame(index, packed(image));
                    visited++;
                }
            }
            return visited;
        } catch (org.bytedeco.javacv.FrameGrabber.Exception unreadable) {
            return visited;
        }
    }

    /** A copy without row padding: the grabber reuses its buffer. */
    private static Frame packed(org.bytedeco.javacv.Frame image) {
        int row = image.imageWidth * 3;
        byte[] bgr = new byte[row * image.imageHeight];
        ByteBuffer pixels = ((ByteBuffer) image.image[0]).duplicate();
        for (int y = 0; y < image.imageHeight; y++) {
            pixels.position(y * image.imageStride);
            pixels.get(bgr, y * row, row);
        }
        return Frame.wrapBgr(image.imageWidth, image.imageHeight, bgr);
    }

    @Override
    public boolean moving() {
        return true;
    }

    @Override
    public String describe() {
        return file.toString();
    }
}
