package dev.twintrack.streams.serve;

import dev.twintrack.Box;
import dev.twintrack.streams.StartTarget;
import java.util.Optional;

/**
 * A target that a stream begins with.
 *
 * @param box on the stream's first frame, in pixels
 * @param track its name within the stream; a number when empty
 * @param label what its user calls it
 */
record TargetConfig(Box box, Optional<String> track, Optional<String> label) {

    static TargetConfig read(Keys keys) {
        return new TargetConfig(keys.requiredBox("box"), keys.text("track"), keys.text("label"));
    }

    StartTarget wish(Optional<String> command) {
        return new StartTarget(box, track, label, command);
    }
}
