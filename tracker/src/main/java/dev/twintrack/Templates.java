package dev.twintrack;

import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TwinEncoder;
import dev.twintrack.network.TwinNetwork;

/** Makes templates: cuts out what a box shows with its surroundings, embeds it, and fades the surroundings. */
final class Templates {

    private final TwinEncoder encoder;
    private final TemplateFocus focus;
    private final int size;

    Templates(ModelCard card, TwinEncoder encoder) {
        this.encoder = encoder;
        this.focus = new TemplateFocus(new TwinNetwork(card.architecture()));
        this.size = card.architecture().templateSize();
    }

    /** The template of what is inside a box: {@code C × k × k}. */
    float[] of(Frame frame, Box box) {
        return of(frame, box, 1)[0];
    }

    /** The templates of what is inside a box, turned all the way round about its centre in {@link Turns#STEP steps}. */
    float[][] turned(Frame frame, Box box) {
        return of(frame, box, Turns.COUNT);
    }

    private float[][] of(Frame frame, Box box, int turns) {
        int each = 3 * size * size;
        byte[] crops = new byte[turns * each];
        float[] border = Crop.border(frame);
        for (int turn = 0; turn < turns; turn++) {
            Box region = Crop.region(box.turned(turn * Turns.STEP), 1);
            if (turn == 0) {
                Crop.into(frame, region, size, border, crops, 0);
            } else {
                Crop.turned(frame, region, turn * Turns.STEP, size, border, crops, turn * each);
            }
        }
        float[][] templates = encoder.embed(crops, turns);
        for (int turn = 0; turn < turns; turn++) {
            templates[turn] = focus.apply(templates[turn], shown(box.turned(turn * Turns.STEP)));
        }
        return templates;
    }

    /** Where a template crop shows its box. */
    private Box shown(Box box) {
        double scale = size / Crop.contextSide(box);
        return Box.around(size / 2.0, size / 2.0, box.width() * scale, box.height() * scale);
    }
}
