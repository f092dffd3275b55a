package dev.twintrack.training.loop;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Switches the engine's recording of gradients off for the calling thread. The engine keeps the switch per thread, on
 * for every thread but the one that loaded it; a gradient collector turns it on while it is open.
 */
final class GradientMode {

    private GradientMode() {}

    /** Runs with recording off, then sets the switch back. */
    static <T> T withoutRecording(Supplier<T> work) {
        Engine.getEngine("PyTorch");
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
