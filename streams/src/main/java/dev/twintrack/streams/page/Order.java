package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.Optional;

/**
 * What a person at the page wants of a stream.
 *
 * @param action {@code start}, {@code restart}, {@code stop}, {@code rename}, {@code pause}, {@code resume},
 *     {@code step}, {@code seek} or {@code speed}
 * @param track the target's name: of stop, rename and restart
 * @param label what to call it: of start and rename
 * @param box around what is to be followed, in pixels of the frame: of start and restart
 * @param frame index of the frame that the box is on, or to jump to; the last one if not given
 * @param speed times a recording's own pace; 0 for as fast as can be
 */
record Order(
        String action,
        Optional<String> track,
        Optional<String> label,
        Optional<Box> box,
        Optional<Long> frame,
        Optional<Double> speed) {

    private static final int LONGEST_LABEL = 60;

    Order {
        if (action == null) {
            throw new TwintrackException("the order has no action");
        }
        label = label.map(String::strip).filter(text -> !text.isEmpty());
        if (label.isPresent() && label.get().length() > LONGEST_LABEL) {
            throw new TwintrackException("the label is longer than %d letters".formatted(LONGEST_LABEL));
        }
    }

    String requiredTrack() {
        return track.orElseThrow(() -> new TwintrackException("the order to %s names no target".formatted(action)));
    }

    Box requiredBox() {
        return box.orElseThrow(() -> new TwintrackException("the order to %s has no box".formatted(action)));
    }

    long requiredFrame() {
        return frame.orElseThrow(() -> new TwintrackException("the order to %s names no frame".formatted(action)));
    }
}
