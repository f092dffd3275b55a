package dev.twintrack.network;

import java.util.List;

/** The layers that turn pixels (planes blue, green, red in {@code [0, 255]}) into features. */
public enum Trunk {
    /**
     * SqueezeNet 1.1 (Iandola et al., 2016) without padding before its fire modules. Stages 2 to 9 are its fire modules:
     * stride 4 to stage 3, 8 to stage 5, 16 from stage 6.
     */
    SQUEEZENET {
        @Override
        <T> Features<T> features(Ops<T> ops, T image, int stage) {
            T x = ops.normalise(image, new float[] {103.939f, 116.779f, 123.68f}, new float[] {1, 1, 1});
            x = ops.relu(ops.conv("conv1", x, new Conv(3, 64, 3, 2, 0, 1, false)));
            x = ops.maxPool(x, 3, 2);
            int channels = 64;
            int stride = 4;
            Features<T> finer = null;
            for (int fire = 2; fire <= stage; fire++) {
                if (fire == 4 || fire == 6) {
                    finer = new Features<>(x, channels, stride, null);
                    x = ops.maxPool(x, 3, 2);
                    stride *= 2;
                }
                int expand = FIRE_EXPAND[fire];
                x = fire(ops, "fire" + fire, x, channels, FIRE_SQUEEZE[fire], expand);
                channels = 2 * expand;
            }
            return new Features<>(x, channels, stride, finer);
        }
    },
    /** The AlexNet of SiamFC (Bertinetto et al., 2016, table 1), one stage: stride 8, 256 channels, no padding. */
    ALEXNET {
        @Override
        <T> Features<T> features(Ops<T> ops, T image, int stage) {
            T x = ops.normalise(image, new float[] {127.5f, 127.5f, 127.5f}, new float[] {1 / 64f, 1 / 64f, 1 / 64f});
            x = ops.relu(ops.conv("conv1", x, new Conv(3, 96, 11, 2, 0, 1, true)));
            x = ops.maxPool(x, 3, 2);
            x = ops.relu(ops.conv("conv2", x, new Conv(96, 256, 5, 1, 0, 2, true)));
            x = ops.maxPool(x, 3, 2);
            x = ops.relu(ops.conv("conv3", x, new Conv(256, 384, 3, 1, 0, 1, true)));
            x = ops.relu(ops.conv("conv4", x, new Conv(384, 384, 3, 1, 0, 2, true)));
            x = ops.conv("conv5", x, new Conv(384, 256, 3, 1, 0, 2, false));
            return new Features<>(x, 256, 8, null);
        }
    },
    /**
     * MobileNetV2 of width 1.0 (Sandler et al., 2018, table 2) with symmetric padding. Stages 1 to 7 are the rows of that
     * table: stride 8 at stage 3, 16 at stages 4 and 5. A last row that keeps the stride has what the row before gave
     * beside it: stage 5 gives 64 + 96 channels.
     */
    MOBILENETV2 {
        @Override
        int margin() {
            return 1;
        }

        @Override
        <T> Features<T> features(Ops<T> ops, T image, int stage) {
            float scale = 1 / 127.5f;
            T x = ops.normalise(image, new float[] {127.5f, 127.5f, 127.5f}, new float[] {scale, scale, scale});
            x = ops.relu6(ops.conv("layer0", x, new Conv(3, 32, 3, 2, 1, 1, false)));
            int channels = 32;
            int stride = 2;
            int layer = 1;
            Features<T> before = null;
            Features<T> finer = null;
            for (int row = 0; row < stage; row++) {
                int[] plan = INVERTED_RESIDUALS[row];
                before = new Features<>(x, channels, stride, null);
                finer = plan[3] > 1 ? before : finer;
                for (int repeat = 0; repeat < plan[2]; repeat++) {
                    int step = repeat == 0 ? plan[3] : 1;
                    T y = x;
                    int wide = channels * plan[0];
                    if (plan[0] > 1) {
                        y = ops.relu6(ops.conv("layer" + layer++, y, Conv.same(channels, wide, 1)));
                    }
                    y = ops.relu6(ops.conv("layer" + layer++, y, new Conv(wide, wide, 3, step, 1, wide, false)));
                    y = ops.conv("layer" + layer++, y, Conv.same(wide, plan[1], 1));
                    x = step == 1 && channels == plan[1] ? ops.add(x, y) : y;
                    channels = plan[1];
                    stride *= step;
                }
            }
            return before.stride() == stride
                    ? new Features<>(
                            ops.concat(List.of(before.value(), x)), before.channels() + channels, stride, finer)
                    : new Features<>(x, channels, stride, finer);
        }
    };

    private static final int[] FIRE_SQUEEZE = {0, 0, 16, 16, 32, 32, 48, 48, 64, 64};
    private static final int[] FIRE_EXPAND = {0, 0, 64, 64, 128, 128, 192, 192, 256, 256};

    /** Expansion, channels, repeats, first stride. */
    private static final int[][] INVERTED_RESIDUALS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    /**
     * What a trunk gives.
     *
     * @param value {@code N × channels × H × W}
     * @param stride pixels from one position to the next
     * @param finer the last features at half the stride; null where there are none
     */
    record Features<T>(T value, int channels, int stride, Features<T> finer) {}

    /** Pixels on each side with which its first layer pads; they are {@link Pixels#GREY} where pixels are bytes. */
    int margin() {
        return 0;
    }

    /** The features of an image at the end of a stage. */
    abstract <T> Features<T> features(Ops<T> ops, T image, int stage);

    private static <T> T fire(Ops<T> ops, String name, T x, int in, int squeeze, int expand) {
        T squeezed = ops.relu(ops.conv(name + ".squeeze1x1", x, Conv.same(in, squeeze, 1)));
        T small = ops.relu(ops.conv(name + ".expand1x1", squeezed, Conv.same(squeeze, expand, 1)));
        T large = ops.relu(ops.conv(name + ".expand3x3", squeezed, Conv.same(squeeze, expand, 3)));
        return ops.concat(List.of(small, large));
    }
}
