package dev.twintrack.streams.worker;

import dev.twintrack.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of a {@link DrivenWorker} start from: a tracker, the footage of two streams, and a fresh worker. */
abstract class DrivenWorkerTest {

    static final int FRAMES = 16;

    static Tracker tracker;
    static Footage gate;
    static Footage yard;

    /** What the worker said. */
    final List<String> log = new ArrayList<>();

    DrivenWorker run = new DrivenWorker(tracker, log::add);

    @BeforeAll
    static void prepare() {
        tracker = Tracker.open();
        gate = Footage.of("gate", 3, FRAMES);
        yard = Footage.of("yard", 8, FRAMES);
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    @AfterEach
    void closeWorker() {
        run.close();
    }
}
