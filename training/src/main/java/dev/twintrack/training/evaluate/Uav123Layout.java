package dev.twintrack.training.evaluate;

import java.nio.file.Path;
import java.util.List;

final class Uav123Layout {
    private Uav123Layout() {}

    static List<SequenceRef> list(Path root) {
        return List.of();
    }
}
