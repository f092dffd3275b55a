package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PairLoaderTest {

    /** A batch that carries nothing but its number. */
    private static PairBatch numbered(long number) {
        return new PairBatch((int) number, 1, new float[0], new float[0], new float[0], List.of());
    }

    @Test
    void batchesComeInTheirOrderWhateverTheNumberOfThreads() {
        for (int workers = 1; workers <= 3; workers++) {
            assertThat(numbers(PairLoader.start(PairLoaderTest::numbered, 0, workers, 4), 20))
                    .isEqualTo(LongStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    void aResumedLoaderGoesOnWithTheBatchThatItIsToldTo() {
        assertThat(numbers(PairLoader.start(PairLoaderTest::numbered, 7, 2, 4), 3))
                .containsExactly(7L, 8L, 9L);
    }

    @Test
    void noMoreIsDrawnAheadThanItsDepth() throws InterruptedException {
        AtomicInteger drawn = new AtomicInteger();
        CountDownLatch ahead = new CountDownLatch(3);
        LongFunction<PairBatch> counting = number -> {
            drawn.incrementAndGet();
            ahead.countDown();
            return numbered(number);
        };
        try (PairLoader loader = PairLoader.start(counting, 0, 2, 3)) {
            ahead.await();
            assertThat(drawn.get()).isEqualTo(3);
            loader.next();
            loader.next();
        }
        assertThat(drawn.get()).isLessThanOrEqualTo(5);
    }

    @Test
    void aFaultWhileDrawingReachesTheTrainingThread() {
        LongFunction<PairBatch> faulty = number -> {
            throw new TwintrackException("torn");
        };
        try (PairLoader loader = PairLoader.start(faulty, 0, 1, 2)) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(TwintrackException.class)
                    .hasMessage("torn");
        }
    }

    private static List<Long> numbers(PairLoader loader, int count) {
        List<Long> numbers = new ArrayList<>();
        try (loader) {
            for (int i = 0; i < count; i++) {
                numbers.add((long) loader.next().templateSize());
            }
        }
        return numbers;
    }
}
