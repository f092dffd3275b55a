package dev.twintrack.training;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.training.loop.Validation;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The average overlap of the real tracker on held-back clips: the mean over the clips of the mean IoU over the frames
 * after the first that show the object, as GOT-10k has it (Huang et al., TPAMI 2019, section 3.3).
 */
final class OverlapValidation implements Validation {

    private final NetworkBlock block;
    private final ModelCard card;
    private final List<Clip> clips;
    private final int threads;

    OverlapValidation(NetworkBlock block, ModelCard card, List<Clip> clips, int threads) {
        this.block = block;
        this.card = card;
        this.clips = List.copyOf(clips);
        this.threads = threads;
    }

    @Override
    public Map<String, Double> measure(long step) {
        ModelFile model = new ModelFile(card, block.weights());
        TrackerOptions options = TrackerOptions.defaults().withThreads(threads);
        try (Tracker tracker = Tracker.open(model, options)) {
            double mean = clips.stream()
                    .mapToDouble(clip -> overlap(tracker, clip))
                    .average()
                    .orElse(0);
            return Map.of("overlap", mean);
        }
    }

    private static double overlap(Tracker tracker, Clip clip) {
        Pass pass = new Pass(tracker, clip);
        clip.footage()
                .read(
                        IntStream.rangeClosed(clip.first(), clip.last())
                                .boxed()
                                .collect(Collectors.toCollection(TreeSet::new)),
                        pass::see);
        return pass.compared == 0 ? 0 : pass.sum / pass.compared;
    }

    /** One run of the tracker over a clip. */
    private static final class Pass {

        private final Tracker tracker;
        private final Clip clip;
        private Target target;
        private double sum;
        private int compared;

        Pass(Tracker tracker, Clip clip) {
            this.tracker = tracker;
            this.clip = clip;
        }

        void see(int index, Frame frame) {
            Box truth = clip.truth().get(index);
            if (index == clip.first()) {
                target = tracker.start(frame, truth);
            } else if (target != null) {
                Box guess = target.update(frame).guess();
                if (truth != null) {
                    sum += guess.iou(truth);
                    compared++;
                }
            }
        }
    }
}
