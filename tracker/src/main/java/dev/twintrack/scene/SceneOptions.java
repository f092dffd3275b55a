package dev.twintrack.scene;

import dev.twintrack.TwintrackException;

/**
 * Which {@link SyntheticScene} to make; equal options make equal scenes, pixel for pixel.
 *
 * @param seed draws everything: looks, courses, ground, noise
 * @param theme what is shown
 * @param difficulty how hard it is to follow the target
 * @param width picture width in pixels, at least 64
 * @param height picture height in pixels, at least 64
 * @param frames length of the clip, at least 2
 */
public record SceneOptions(long seed, Theme theme, Difficulty difficulty, int width, int height, int frames) {

    public SceneOptions {
        if (width < 64 || height < 64) {
            throw new TwintrackException(
                    "scene of %d x %d pixels: give at least 64 on both sides".formatted(width, height));
        }
        if (frames < 2) {
            throw new TwintrackException("scene of %d frames: give at least 2".formatted(frames));
        }
    }

    /** A pond of middling difficulty: 640 × 360 pixels, 300 frames. */
    public static SceneOptions pond(long seed) {
        return new SceneOptions(seed, Theme.POND, Difficulty.MEDIUM, 640, 360, 300);
    }

    /** Things of middling difficulty: 320 × 240 pixels, 60 frames. */
    public static SceneOptions things(long seed) {
        return new SceneOptions(seed, Theme.THINGS, Difficulty.MEDIUM, 320, 240, 60);
    }

    public SceneOptions withDifficulty(Difficulty newDifficulty) {
        return new SceneOptions(seed, theme, newDifficulty, width, height, frames);
    }

    public SceneOptions withSize(int newWidth, int newHeight) {
        return new SceneOptions(seed, theme, difficulty, newWidth, newHeight, frames);
    }

    public SceneOptions withFrames(int newFrames) {
        return new SceneOptions(seed, theme, difficulty, width, height, newFrames);
    }
}
