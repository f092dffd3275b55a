package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Runs a tracker, keeps every take in files at once, and reads them from there: what is scored is what is kept. */
final class LiveTakes implements TakeSource {

    private final Contender contender;
    private final Protocol<?> protocol;
    private final Path folder;
    private final int repeats;
    private final Path logFolder;
    private RunLog log;
    private BenchmarkTracker tracker;

    /**
     * Opens the tracker.
     *
     * @param protocol says what to run
     * @param folder for the result files of this tracker
     * @param repeats runs of each sequence
     * @param resume whether a pass that is done is not run again
     * @throws TwintrackException when the tracker cannot be opened, or the results in the folder are of another one
     */
    LiveTakes(Contender contender, Protocol<?> protocol, Path folder, int repeats, boolean resume) {
        this.contender = contender;
        this.protocol = protocol;
        this.folder = folder;
        this.repeats = repeats;
        this.logFolder = protocol.experiment().map(folder::resolve).orElse(folder);
        Map<String, String> settings = contender.settings();
        this.tracker = contender.opener().get();
        this.log = resume ? RunLog.resume(logFolder, settings) : RunLog.begin(logFolder, settings);
    }

    @Override
    public String tracker() {
        return contender.name();
    }

    @Override
    public List<Take> takes(Sequence sequence, IntConsumer frames) {
        List<Take> takes = new ArrayList<>();
        for (Pass pass : protocol.passes(sequence, repeats)) {
            Path file = folder.resolve(pass.name() + ".txt");
            if (!log.done().contains(pass.name()) || !Files.isRegularFile(file)) {
                TakeFile.write(file, run(pass, sequence, frames));
                log = log.and(pass.name(), logFolder);
            }
            takes.add(new ResultFile(file).read(0, 0));
        }
        return takes;
    }

    private Take run(Pass pass, Sequence sequence, IntConsumer frames) {
        if (tracker == null) {
            tracker = contender.opener().get();
        }
        try {
            return pass.body().run(tracker, sequence, new OnePass(System::nanoTime, frames));
        } catch (TwintrackException e) {
            throw e;
        } catch (RuntimeException e) {
            // A tracker may fail in any way of its own; the benchmark goes on with the next sequence and a new tracker.
            close();
            throw new TwintrackException(
                    "tracker %s failed on %s: %s".formatted(contender.name(), sequence.name(), oneLine(e)), e);
        }
    }

    private static String oneLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        if (tracker != null) {
            tracker.close();
            tracker = null;
        }
    }
}
