package dev.twintrack.training.evaluate;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;

/** A video file, decoded in order by FFmpeg; a step back opens the file anew. */
record VideoFrames(Path file, int count) implements Frames {

    @Override
    public FrameReader open() {
        return new Reader();
    }

    @Override
    public Optional<Size> size() {
        try (Reader reader = new Reader()) {
            return Optional.of(reader.openedSize());
        }
    }

    private final class Reader implements FrameReader {
        private FFmpegFrameGrabber grabber;
        private int next;

        @Override
        public Frame read(int index) {
            if (grabber == null || index < next) {
                close();
                start();
            }
            while (next < index) {
                grab();
            }
            return copy(grab());
        }

        private Size openedSize() {
            start();
            return new Size(grabber.getImageWidth(), grabber.getImageHeight());
        }

        private void start() {
            avutil.av_log_set_level(avutil.AV_LOG_ERROR);
            grabber = new FFmpegFrameGrabber(file.toFile());
            // A decoder with threads of its own works on the next frames while a tracker's time on this one is taken.
            grabber.setVideoOption("threads", "1");
            next = 0;
            try {
                grabber.start();
            } catch (FrameGrabber.Exception e) {
                throw new TwintrackException("cannot open video %s: is it damaged?".formatted(file), e);
            }
        }

        private org.bytedeco.javacv.Frame grab() {
            try {
                org.bytedeco.javacv.Frame image = grabber.grabImage();
                if (image == null) {
                    throw new TwintrackException(
                            "video %s ends after %d frames, %d are annotated".formatted(file, next, count));
                }
                next++;
                return image;
            } catch (FrameGrabber.Exception e) {
                throw new TwintrackException("cannot decode frame %d of video %s".formatted(next, file), e);
            }
        }

        /** Packs the rows: the grabber's own buffer is padded, and overwritten by the next frame. */
        private Frame copy(org.bytedeco.javacv.Frame image) {
            int width = image.imageWidth;
            int height = image.imageHeight;
            byte[] bgr = new byte[width * height * 3];
            ByteBuffer pixels = ((ByteBuffer) image.image[0]).duplicate();
            for (int row = 0; row < height; row++) {
                pixels.position(row * image.imageStride);
                pixels.get(bgr, row * width * 3, width * 3);
            }
            return Frame.wrapBgr(width, height, bgr);
        }

        @Override
        public void close() {
            if (grabber == null) {
                return;
            }
            try {
                grabber.close();
            } catch (FrameGrabber.Exception e) {
                throw new TwintrackException("cannot close video %s".formatted(file), e);
            } finally {
                grabber = null;
            }
        }
    }
}
