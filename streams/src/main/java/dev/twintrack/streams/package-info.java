/**
 * Twintrack as an application: frames come from a {@link dev.twintrack.streams.FrameSource}, a
 * {@link dev.twintrack.streams.Pipeline} looks for every target in them, and {@link dev.twintrack.streams.Sink sinks}
 * get the {@link dev.twintrack.streams.Event events} and the pictures.
 *
 * <pre>
 * FrameSource --TimedFrame--&gt; StreamTracks --Look--&gt; Tracker --Estimate--&gt; StreamTracks --Event, TrackView--&gt; Sink
 * </pre>
 *
 * A {@link dev.twintrack.streams.StreamTracks} holds the targets of one stream and nothing of the network, so that the
 * looks of several streams can go through the tracker as one batch. {@link dev.twintrack.streams.EventJson} is the form
 * in which events leave the process.
 *
 * <p>Files are written by the sinks of {@link dev.twintrack.streams.Sink#toFile}, a
 * {@link dev.twintrack.streams.KafkaTopic} by that of {@link dev.twintrack.streams.Sink#toKafka}; where there is no
 * broker, {@link dev.twintrack.streams.EmbeddedBroker} is one. {@link dev.twintrack.streams.Main} is the command line:
 * it finds every {@link dev.twintrack.Verb}.
 *
 * <p>A live source that is lost is opened anew as a {@link dev.twintrack.streams.live.Reconnect} says; what a process
 * shows of itself goes through an {@link dev.twintrack.streams.observe.Observation}.
 */
package dev.twintrack.streams;
