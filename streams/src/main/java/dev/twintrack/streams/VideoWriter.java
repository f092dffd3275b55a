package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/**
 * A video file in the making: MPEG-4 for {@code .mp4}, motion JPEG for {@code .avi}. It appears under its name when it
 * is {@linkplain #finish() finished}. Owns native memory; one thread at a time.
 */
public final class VideoWriter implements AutoCloseable {

    private final Draft draft;
    private final FFmpegFrameRecorder recorder;
    private final double framesPerSecond;
    private final int width;
    private final int height;
    private final ByteBuffer pixels;
    private long nextTick;

    /**
     * @param target ends in {@code .mp4} or {@code .avi}
     * @param width of every picture, in pixels; of an odd width or height the last column or row is cut off
     * @param framesPerSecond nominal rate, from 1 to 120; pictures may come at their own times
     * @throws TwintrackException when the file cannot be written
     */
    public VideoWriter(Path target, int width, int height, double framesPerSecond) {
        this.draft = Draft.of(target);
        this.framesPerSecond = writable(framesPerSecond);
        this.width = width;
        this.height = height;
        this.pixels = ByteBuffer.allocateDirect(3 * width * height);
        this.recorder = new FFmpegFrameRecorder(draft.part().toFile(), width & ~1, height & ~1);
        boolean mp4 = target.toString().toLowerCase(Locale.ROOT).endsWith(".mp4");
        recorder.setFormat(mp4 ? "mp4" : "avi");
        recorder.setVideoCodec(mp4 ? avcodec.AV_CODEC_ID_MPEG4 : avcodec.AV_CODEC_ID_MJPEG);
        recorder.setPixelFormat(mp4 ? avutil.AV_PIX_FMT_YUV420P : avutil.AV_PIX_FMT_YUVJ420P);
        recorder.setVideoQuality(3);
        recorder.setFrameRate(this.framesPerSecond);
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try {
            recorder.start();
        } catch (FFmpegFrameRecorder.Exception e) {
            close();
            throw failure(e);
        }
    }

    /** Adds a picture right after the one before. */
    public void write(BufferedImage image) {
        write(image, Duration.ZERO);
    }

    /** Adds a picture of type {@link BufferedImage#TYPE_3BYTE_BGR}, to be shown from that time on. */
    public void write(BufferedImage image, Duration time) {
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR
                || image.getWidth() != width
                || image.getHeight() != height) {
            throw new IllegalArgumentException("not a BGR picture of %d x %d pixels".formatted(width, height));
        }
        pixels.clear();
        pixels.put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        long tick = Math.max(nextTick, Math.round(time.toNanos() / 1e9 * framesPerSecond));
        nextTick = tick + 1;
        try {
            recorder.setFrameNumber(Math.toIntExact(tick));
            recorder.recordImage(
                    width & ~1, height & ~1, Frame.DEPTH_UBYTE, 3, 3 * width, avutil.AV_PIX_FMT_BGR24, pixels);
        } catch (FFmpegFrameRecorder.Exception e) {
            throw failure(e);
        }
    }

    /** Completes the file and puts it in its place. */
    public void finish() {
        try {
            recorder.stop();
        } catch (FFmpegFrameRecorder.Exception e) {
            throw failure(e);
        }
        draft.publish();
    }

    /** Frees what it holds; a file that was not finished is gone. */
    @Override
    public void close() {
        try (draft) {
            recorder.release();
        } catch (FFmpegFrameRecorder.Exception e) {
            throw failure(e);
        }
    }

    /** The nearest rate that MPEG-4 can express, whose clock has 65,535 ticks a second at most. */
    private static double writable(double framesPerSecond) {
        return Math.max(1, Math.min(120, Math.round(framesPerSecond * 100) / 100.0));
    }

    private TwintrackException failure(FFmpegFrameRecorder.Exception e) {
        return new TwintrackException("cannot write %s: %s".formatted(draft.target(), e.getMessage()), e);
    }
}
