/**
 * Clips made by arithmetic, with the truth about every object in them: what the demonstration shows, what tests track,
 * and what a first training run learns from. A {@link dev.twintrack.scene.SyntheticScene} is made of
 * {@link dev.twintrack.scene.SceneOptions}; a wardrobe dresses its actors, a stage draws their courses, and a camera and
 * its lens take the frames.
 */
package dev.twintrack.scene;
