package dev.twintrack.training.loss;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Frees every direct buffer that nothing holds and writes over the memory it had. */
public final class MemoryPressure {

    private MemoryPressure() {}

    public static void apply() {
        // The collector hands dead buffers on in rounds: when the second round's marker has been cleaned, so have they.
        for (int round = 0; round < 2; round++) {
            CountDownLatch cleaned = new CountDownLatch(1);
            Cleaner.create().register(new Object(), cleaned::countDown);
            while (cleaned.getCount() > 0) {
                System.gc();
                Thread.onSpinWait();
            }
        }
        List<ByteBuffer> overwriting = new ArrayList<>();
        for (int size = 4; size <= 4096; size *= 2) {
            for (int i = 0; i < 200; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
                for (int at = 0; at < size; at += 4) {
                    buffer.putFloat(at, 7e8f);
                }
                overwriting.add(buffer);
            }
        }
    }
}
