package dev.twintrack.streams.page;

import dev.twintrack.Tracker;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Pipeline;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.StartTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A clip on a page, with a pipeline on a thread of its own, held on its first frame. */
final class Showing implements AutoCloseable {

    final LivePage page;
    final PageStream stream;
    private final Playback playback;
    private final Pipeline pipeline;
    private final CompletableFuture<Long> run;

    Showing(Path clip, Tracker tracker, Sink... others) {
        this(LivePage.open(new PageAddress("localhost", 0)), "parcel", clip, tracker, others);
    }

    Showing(LivePage page, String name, Path clip, Tracker tracker, Sink... others) {
        this.page = page;
        playback = new Playback(
                frame -> FrameSource.open(
                        clip.toString(), SourceOptions.defaults().withStartFrame(frame)),
                0,
                true);
        stream = page.show(name, playback.info(), Optional.of(playback));
        List<Sink> sinks = new ArrayList<>(List.of(others));
        sinks.add(stream);
        pipeline = new Pipeline(name, playback, tracker, sinks);
        stream.commands(pipeline, true);
        run = CompletableFuture.supplyAsync(
                () -> pipeline.run(List.<StartTarget>of()), task -> new Thread(task).start());
    }

    String address() {
        return page.address();
    }

    /** Ends the stream, and answers how many frames went through. */
    long end() {
        pipeline.stop("end of test");
        return run.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        end();
        stream.close();
        page.close();
        playback.close();
    }
}
