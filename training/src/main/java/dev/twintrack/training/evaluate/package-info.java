/**
 * Trackers measured as the field measures them.
 *
 * <p>A {@link dev.twintrack.training.evaluate.Layout} lists the {@link dev.twintrack.training.evaluate.Sequence}s of a data
 * set: pictures that are read on demand ({@link dev.twintrack.training.evaluate.Frames}) and the truth, a
 * {@link dev.twintrack.training.evaluate.Trajectory} in the data set's own coordinates. A {@code Protocol} says what has to
 * be run of a sequence (its {@code Pass}es) and how the outcome, a {@link dev.twintrack.training.evaluate.Take}, is scored. Takes
 * come from a {@code TakeSource}: a {@link dev.twintrack.training.evaluate.BenchmarkTracker} that is run, or files that
 * somebody wrote. A {@code Benchmark} puts the two together and survives broken sequences; a {@code Report} is what comes
 * out, to be written as a page, plots, JSON and CSV.
 *
 * <p>The protocols, by toolkit: {@code OpeProtocol} with {@code OpeToolkit} (success and precision), {@code Got10kProtocol},
 * {@code SupervisedProtocol} and {@code MultiStartProtocol} (VOT), {@code PerturbedProtocol} (other starts).
 *
 * <p>The verb is {@link dev.twintrack.training.evaluate.EvaluateCommand}; programs call
 * {@link dev.twintrack.training.evaluate.Evaluation}. docs/evaluation.md tells the protocols' differences.
 */
package dev.twintrack.training.evaluate;
