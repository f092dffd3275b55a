/**
 * Metric learning on embeddings: make crops of one thing lie close together and crops of different things far apart.
 *
 * <p>A training step mines and measures a batch whose labels name the things, and needs nothing else:
 *
 * <pre>{@code
 * MetricLoss loss = MetricLoss.triplet(0.2).mining(Miner.batchHard());
 * NDArray value = loss.of(new Labelled(embeddings, labels));
 * }</pre>
 *
 * <ul>
 *   <li>{@link dev.twintrack.training.metric.Distance} says how far apart two embeddings are, and whether a larger value
 *       means closer; losses, miners and measures all take their distances from it.
 *   <li>{@link dev.twintrack.training.metric.Comparison} says what is compared with what: a batch with itself, with a
 *       reference set, or with itself and a memory of earlier batches
 *       ({@link dev.twintrack.training.metric.CrossBatchMemory}).
 *   <li>A {@link dev.twintrack.training.metric.Miner} looks at a {@link dev.twintrack.training.metric.DistanceTable} and
 *       gives {@link dev.twintrack.training.metric.Tuples}: indices of {@link dev.twintrack.training.metric.Triplets} or
 *       {@link dev.twintrack.training.metric.Pairs}, each turned into the other where a loss wants it.
 *   <li>A {@link dev.twintrack.training.metric.MetricLoss} turns them into one number, by a
 *       {@link dev.twintrack.training.metric.Reducer}.
 *   <li>{@link dev.twintrack.training.metric.Retrieval}, {@link dev.twintrack.training.metric.Verification} and
 *       {@link dev.twintrack.training.metric.FewShot} measure what came of it, on plain arrays.
 * </ul>
 *
 * <p>Conventions follow pytorch-metric-learning (Musgrave et al., "PyTorch Metric Learning", 2020); names of losses and
 * miners are those of their papers. Miners and measures are plain Java and see copies of the embeddings, so that nothing
 * is differentiated through them. Losses on score maps are in {@link dev.twintrack.training.loss}.
 */
package dev.twintrack.training.metric;
