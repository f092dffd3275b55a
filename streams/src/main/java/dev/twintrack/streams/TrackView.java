package dev.twintrack.streams;

import dev.twintrack.Estimate;
import dev.twintrack.Target;
import java.util.Optional;

/**
 * One target as it stands after a frame, for sinks that draw.
 *
 * @param track its name within the stream
 * @param label what its user calls it
 * @param estimate what the frame said, the best guess of a lost target included
 * @param target the target itself, to be asked only within the call that brought this view: its thread owns it
 */
public record TrackView(String track, Optional<String> label, Estimate estimate, Target target) {}
