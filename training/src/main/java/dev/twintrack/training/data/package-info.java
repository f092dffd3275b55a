/**
 * Training data: from folders as their authors publish them to augmented batches.
 *
 * <ol>
 *   <li>A {@link dev.twintrack.training.data.DataSource} names a folder and its
 *       {@link dev.twintrack.training.data.DataFormat}, which reads it into
 *       {@link dev.twintrack.training.data.Sequence}s: {@link dev.twintrack.training.data.Footage} and
 *       {@link dev.twintrack.training.data.Track}s. Where nobody annotated any, tracks are found by salience and optical
 *       flow.
 *   <li>{@code prepare} cuts the surroundings of every object out once, into a
 *       {@link dev.twintrack.training.data.CropStore} of {@link dev.twintrack.training.data.Patch}es;
 *       {@link dev.twintrack.training.data.StoreOptions} and {@link dev.twintrack.training.data.BoxFilter} say what is kept.
 *   <li>A {@link dev.twintrack.training.data.PairSampler} draws template / search pairs from one
 *       {@link dev.twintrack.training.data.Split} of it, as {@link dev.twintrack.training.data.PairOptions} say, and a
 *       {@link dev.twintrack.training.data.TrackSampler} draws P tracks with K crops each, for metric learning. Everything
 *       that is drawn depends on a seed and a number alone.
 *   <li>A {@link dev.twintrack.training.data.PairLoader} draws ahead in the background.
 * </ol>
 *
 * What the tracker got wrong comes back as {@link dev.twintrack.training.data.HardNegatives}.
 * {@link dev.twintrack.training.data.DataReport} and {@link dev.twintrack.training.data.ContactSheet} show all of this to
 * a person.
 */
package dev.twintrack.training.data;
