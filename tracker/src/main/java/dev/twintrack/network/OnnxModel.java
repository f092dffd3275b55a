package dev.twintrack.network;

import dev.twintrack.network.TwinNetwork.Response;

/** A model as ONNX files: one graph a branch, with the weights inside. */
public final class OnnxModel {

    static final String IMAGE = "image";
    static final String TEMPLATE = "template";
    static final String FEATURES = "features";
    static final String SCORE = "score";
    static final String QUALITY = "quality";
    static final String BOX = "box";

    private OnnxModel() {}

    /**
     * The template branch: {@code image (n × 3 × t × t) -> template (n × C × k × k)}.
     */
    public static byte[] template(ModelFile model) {
        return template(model, new OnnxOps(model.weights()::get));
    }

    /**
     * The search branch: {@code image (n × 3 × s × s), template -> features}, and with an anchor-free head
     * {@code score, quality, box}; a correlation head takes no template.
     */
    public static byte[] search(ModelFile model) {
        return search(model, new OnnxOps(model.weights()::get));
    }

    static byte[] template(ModelFile model, OnnxOps ops) {
        TwinNetwork network = new TwinNetwork(model.card().architecture());
        int side = network.architecture().templateSize();
        ops.output(TEMPLATE, network.template(ops, ops.input(IMAGE, 3, side, side)));
        return ops.model("twintrack-template");
    }

    static byte[] search(ModelFile model, OnnxOps ops) {
        TwinNetwork network = new TwinNetwork(model.card().architecture());
        int side = network.architecture().searchSize();
        String image = ops.input(IMAGE, 3, side, side);
        boolean anchorFree = network.architecture().head() == Architecture.Head.ANCHOR_FREE;
        long[] shape = network.templateShape();
        String template = anchorFree ? ops.input(TEMPLATE, shape[1], shape[2], shape[3]) : null;
        Response<String> response = network.search(ops, image, template);
        ops.output(FEATURES, response.features());
        if (anchorFree) {
            ops.output(SCORE, response.score());
            ops.output(QUALITY, response.quality());
            ops.output(BOX, response.box());
        }
        return ops.model("twintrack-search");
    }
}
