package dev.twintrack.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Pixels ({@code n × h × w × 3} bytes) in the forms that runtimes want: planes of floats, or blocks of two by two pixels (space
 * to depth): {@code n × h/2 × w/2 × 12}, the twelve values of a block being those of its pixels row by row. A convolution of
 * stride 2 over pixels is one of stride 1 over blocks, and twelve channels keep wide registers busy where three do not.
 */
final class Pixels {

    static final int CHANNELS = 3;
    static final int DEPTH = 4 * CHANNELS;

    /** What stands around a crop for a trunk that pads: the mean that it takes away, to half a step. */
    static final byte GREY = (byte) 128;

    /** Bytes of two pixels side by side: half a block. */
    private static final int PAIR = 2 * CHANNELS;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

    private Pixels() {}

    /** Crops of {@code size × size} pixels as {@code n × 3 × size × size} floats in {@code [0, 255]}. */
    static float[] planes(byte[] pixels, int n, int size) {
        int plane = size * size;
        float[] planes = new float[n * CHANNELS * plane];
        for (int crop = 0; crop < n; crop++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                int from = crop * CHANNELS * plane + channel;
                int to = (crop * CHANNELS + channel) * plane;
                for (int i = 0; i < plane; i++) {
                    planes[to + i] = pixels[from + CHANNELS * i] & 0xff;
                }
            }
        }
        return planes;
    }

    /** Blocks along a side of so many pixels; an odd one has its last block filled up with zeros. */
    static long blocks(long pixels) {
        return (pixels + 1) / 2;
    }

    /** Crops with so many pixels of {@link #GREY} on each side. */
    static byte[] framed(byte[] pixels, int n, int size, int margin) {
        int row = size * CHANNELS;
        int framedSize = size + 2 * margin;
        byte[] framed = new byte[n * framedSize * framedSize * CHANNELS];
        Arrays.fill(framed, GREY);
        for (int y = 0; y < n * size; y++) {
            int to = ((y / size * framedSize + margin + y % size) * framedSize + margin) * CHANNELS;
            System.arraycopy(pixels, y * row, framed, to, row);
        }
        return framed;
    }

    /** Crops of {@code size × size} pixels as blocks. */
    static byte[] blocks(byte[] pixels, int n, int size) {
        int side = (int) blocks(size);
        byte[] blocks = new byte[n * side * side * DEPTH];
        for (int row = 0; row < n * size; row++) {
            int y = row % size;
            int to = ((row / size * side + y / 2) * side) * DEPTH + y % 2 * PAIR;
            int from = row * size * CHANNELS;
            for (int pair = 0; pair < size / 2; pair++) {
                INTS.set(blocks, to, (int) INTS.get(pixels, from));
                SHORTS.set(blocks, to + Integer.BYTES, (short) SHORTS.get(pixels, from + Integer.BYTES));
                from += PAIR;
                to += DEPTH;
            }
            if (size % 2 == 1) {
                System.arraycopy(pixels, from, blocks, to, CHANNELS);
            }
        }
        return blocks;
    }

    /** The layer over blocks that does what a layer of stride 2 without padding does over pixels. */
    static Conv layer(Conv layer) {
        return new Conv(DEPTH, layer.out(), (layer.kernel() + 1) / 2, 1, 0, 1, false);
    }

    /** The weights of {@link #layer}. */
    static float[] kernel(float[] kernel, Conv layer) {
        int side = layer.kernel();
        int blocks = (side + 1) / 2;
        float[] folded = new float[layer.out() * DEPTH * blocks * blocks];
        for (int o = 0; o < layer.out(); o++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        int depth = (y % 2 * 2 + x % 2) * CHANNELS + channel;
                        int to = ((o * DEPTH + depth) * blocks + y / 2) * blocks + x / 2;
                        folded[to] = kernel[((o * CHANNELS + channel) * side + y) * side + x];
                    }
                }
            }
        }
        return folded;
    }
}
