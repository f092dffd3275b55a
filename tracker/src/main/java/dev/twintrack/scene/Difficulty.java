package dev.twintrack.scene;

/** How hard a {@link SyntheticScene} makes it for a tracker. */
public enum Difficulty {
    /** Three others that look different, slow and steady motion in full sight, a clean picture. */
    EASY(3, 0, 1.6, 0, 3, 0.3),
    /** Six others, half of them look-alikes; turns and changes of size; a complete occlusion; some sensor noise. */
    MEDIUM(6, 3, 2.6, 12, 5, 0.55),
    /** Nine others, nearly all look-alikes, that may swim over the target; fast turns; long occlusions; strong noise. */
    HARD(9, 8, 3.6, 20, 10, 1.0);

    final int others;
    final int lookAlikes;
    final double speed;
    final int hiddenFrames;
    final double noise;
    final double unrest;

    /**
     * @param others objects besides the target
     * @param lookAlikes how many of them wear the target's colours and pattern
     * @param speed pixels a frame at a picture width of 640
     * @param hiddenFrames how long the cover hides the whole target
     * @param noise standard deviation of the sensor noise, of 255
     * @param unrest how much course and size sway, and the camera shakes: 0 not at all, 1 strongly
     */
    Difficulty(int others, int lookAlikes, double speed, int hiddenFrames, double noise, double unrest) {
        this.others = others;
        this.lookAlikes = lookAlikes;
        this.speed = speed;
        this.hiddenFrames = hiddenFrames;
        this.noise = noise;
        this.unrest = unrest;
    }
}
