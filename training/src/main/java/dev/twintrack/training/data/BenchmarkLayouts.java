package dev.twintrack.training.data;

import dev.twintrack.training.evaluate.Layout;
import dev.twintrack.training.evaluate.SequenceRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Benchmarks of one object a sequence, in the layouts that {@code evaluate} reads. */
final class BenchmarkLayouts {

    private BenchmarkLayouts() {}

    /** All sequences of a benchmark, their class unknown. */
    static List<Sequence> read(Layout layout, Path root) {
        return read(layout, root, name -> "");
    }

    /** LaSOT calls a sequence {@code CLASS-NUMBER}. */
    static List<Sequence> lasot(Path root) {
        return read(Layout.LASOT, root, name -> Labels.normal(name.replaceAll("-\\d+$", "")));
    }

    private static List<Sequence> read(Layout layout, Path root, Function<String, String> label) {
        List<Sequence> sequences = new ArrayList<>();
        for (SequenceRef reference : layout.list(root)) {
            sequences.add(convert(reference.read(), label.apply(reference.name())));
        }
        return sequences;
    }

    private static Sequence convert(dev.twintrack.training.evaluate.Sequence sequence, String label) {
        TreeMap<Integer, dev.twintrack.Box> boxes = new TreeMap<>();
        TreeSet<Integer> absent = new TreeSet<>();
        for (int i = 0; i < sequence.length(); i++) {
            int frame = i;
            if (sequence.visible().get(i)) {
                sequence.truth().box(i).ifPresent(box -> boxes.put(frame, box));
            } else {
                absent.add(frame);
            }
        }
        Track track = new Track(0, label, boxes, absent);
        return Sequence.of(sequence.name(), new Footage(sequence.frames(), true), List.of(track));
    }
}
