package dev.twintrack.streams;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Turns decoded pictures of any pixel format into frames, upright. The native buffer is reused, so that each picture is
 * copied once; pictures may change their size on the way. Owns native memory; one thread at a time.
 */
final class PixelConversion implements AutoCloseable {

    /** Bytes that a row begins on a multiple of, and that the last row may be overrun by. */
    private static final int ALIGNMENT = 64;

    private final int quarterTurns;
    private SwsContext context;
    private BytePointer buffer = new BytePointer();
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);

    /** @param quarterTurns clockwise, 0 to 3 */
    PixelConversion(int quarterTurns) {
        this.quarterTurns = quarterTurns;
    }

    /** The picture's pixels as a frame of its own. */
    Frame convert(AVFrame picture) {
        int width = picture.width();
        int height = picture.height();
        int stride = (3 * width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        context = swscale.sws_getCachedContext(
                context,
                width,
                height,
                picture.format(),
                width,
                height,
                avutil.AV_PIX_FMT_BGR24,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new TwintrackException("cannot convert pictures of %d x %d pixels in FFmpeg's format %d"
                    .formatted(width, height, picture.format()));
        }
        long size = (long) stride * height + ALIGNMENT;
        if (buffer.capacity() < size) {
            buffer.close();
            buffer = new BytePointer(size);
        }
        planes.put(0, buffer);
        strides.put(0, stride);
        swscale.sws_scale(context, picture.data(), picture.linesize(), 0, height, planes, strides);
        return upright(packed(width, height, stride), width, height);
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_freeContext(context);
        }
        buffer.close();
        planes.close();
        strides.close();
    }

    private byte[] packed(int width, int height, int stride) {
        byte[] bgr = new byte[3 * width * height];
        for (int row = 0; row < height; row++) {
            buffer.position((long) row * stride).get(bgr, 3 * width * row, 3 * width);
        }
        buffer.position(0);
        return bgr;
    }

    private Frame upright(byte[] bgr, int width, int height) {
        if (quarterTurns == 0) {
            return Frame.wrapBgr(width, height, bgr);
        }
        boolean lying = quarterTurns % 2 == 1;
        int newWidth = lying ? height : width;
        int newHeight = lying ? width : height;
        byte[] turned = new byte[bgr.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int fromX = quarterTurns == 1 ? y : quarterTurns == 2 ? width - 1 - x : width - 1 - y;
                int fromY = quarterTurns == 1 ? height - 1 - x : quarterTurns == 2 ? height - 1 - y : x;
                System.arraycopy(bgr, 3 * (fromY * width + fromX), turned, 3 * (y * newWidth + x), 3);
            }
        }
        return Frame.wrapBgr(newWidth, newHeight, turned);
    }
}
