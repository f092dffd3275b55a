package dev.twintrack.training.evaluate;

import dev.twintrack.Frame;
import java.util.List;
import java.util.Optional;

/** Pictures that are in memory already. */
record MemoryFrames(List<Frame> pictures) implements Frames {

    @Override
    public int count() {
        return pictures.size();
    }

    @Override
    public FrameReader open() {
        return pictures::get;
    }

    @Override
    public Optional<Size> size() {
        return pictures.stream().findFirst().map(first -> new Size(first.width(), first.height()));
    }
}
