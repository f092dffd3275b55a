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
        Box region = Crop.region(box, 1);
        byte[] crop = new byte[3 * size * size];
        Crop.into(frame, region, size, Crop.border(frame), crop, 0);
        double scale = size / region.width();
        Box shown = Box.around(size / 2.0, size / 2.0, box.width() * scale, box.height() * scale);
        return focus.apply(encoder.embed(crop, 1)[0], shown);
    }
}
