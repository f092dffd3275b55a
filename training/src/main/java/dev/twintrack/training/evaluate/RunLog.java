package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a folder of results was made with, and which passes are done: {@code run.json} in it. It lets a run go on where it
 * stopped, and keeps results of different models apart.
 *
 * @param settings what results depend on
 * @param done the passes whose files are whole
 */
record RunLog(Map<String, String> settings, Set<String> done) {

    private static final String FILE = "run.json";

    RunLog {
        settings = new TreeMap<>(settings);
        done = new LinkedHashSet<>(done);
    }

    /** A new log, which forgets what lay in the folder before. */
    static RunLog begin(Path folder, Map<String, String> settings) {
        RunLog log = new RunLog(settings, Set.of());
        log.write(folder);
        return log;
    }

    /**
     * The log of a folder, or a new one where there is none.
     *
     * @throws TwintrackException when the folder's results were made with other settings
     */
    static RunLog resume(Path folder, Map<String, String> settings) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return begin(folder, settings);
        }
        RunLog log;
        try {
            log = JsonMapper.shared().readValue(file.toFile(), RunLog.class);
        } catch (JacksonException e) {
            throw new TwintrackException("cannot read %s: run again without --resume".formatted(file), e);
        }
        for (Map.Entry<String, String> now : new TreeMap<>(settings).entrySet()) {
            String then = log.settings.get(now.getKey());
            if (!now.getValue().equals(then)) {
                throw new TwintrackException(
                        "results in %s were made with %s %s, not %s: run without --resume, or into another --out"
                                .formatted(folder, now.getKey(), then, now.getValue()));
            }
        }
        return log;
    }

    /** Adds a pass. */
    RunLog and(String pass, Path folder) {
        Set<String> more = new LinkedHashSet<>(done);
        more.add(pass);
        RunLog log = new RunLog(settings, more);
        log.write(folder);
        return log;
    }

    private void write(Path folder) {
        TextFile.write(
                folder.resolve(FILE),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }
}
