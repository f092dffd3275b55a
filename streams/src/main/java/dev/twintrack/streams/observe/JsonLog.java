package dev.twintrack.streams.observe;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Changes of state as JSON, one object a line. */
record JsonLog(PrintWriter out, InstantSource clock) implements StateLog {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void tell(Change change) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("what", change.what());
        change.stream().ifPresent(stream -> line.put("stream", stream));
        change.track().ifPresent(track -> line.put("track", track));
        line.put("words", change.words());
        out.println(JSON.writeValueAsString(line));
    }
}
