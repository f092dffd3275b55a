package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OnnxEncoderTest {

    private final ModelFile model = ModelFile.bundled();
    private final int side = model.card().architecture().templateSize();

    @Test
    void closingDuringRunsEndsThemWithAnExceptionAndNotTheProcess() throws Exception {
        OnnxEncoder encoder = new OnnxEncoder(model, 1);
        byte[] crop = new byte[3 * side * side];
        CountDownLatch running = new CountDownLatch(3);
        CompletableFuture<Void> runs = CompletableFuture.runAsync(() -> {
            while (true) {
                encoder.embed(crop, 1);
                running.countDown();
            }
        });
        running.await();

        encoder.close();

        assertThatThrownBy(runs::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(runs).isCompletedExceptionally();
    }
}
