package dev.twintrack.streams;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes FFmpeg give up what it waits for, such as a camera on the network that does not answer. Owns native memory;
 * {@link #request()} may be called by any thread at any time, also after the end.
 */
final class NativeInterrupt implements AutoCloseable {

    /** One for all: what is asked for lies in the memory that FFmpeg hands back. */
    private static final Asked ASKED = new Asked();

    private final IntPointer flag = new IntPointer(1L).put(0);
    private boolean requested;

    /** Will be asked, again and again, by whatever waits for this input. */
    void watch(AVFormatContext container) {
        container.interrupt_callback().callback(ASKED).opaque(flag);
    }

    synchronized void request() {
        requested = true;
        if (!flag.isNull()) {
            flag.put(1);
        }
    }

    synchronized boolean requested() {
        return requested;
    }

    /** Only when the input is closed. */
    @Override
    public synchronized void close() {
        flag.close();
    }

    private static final class Asked extends AVIOInterruptCB.Callback_Pointer {

        @Override
        public int call(Pointer flag) {
            return new IntPointer(flag).get();
        }
    }
}
