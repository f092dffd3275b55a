/**
 * Many streams in one process, one tracker for all of them.
 *
 * <pre>
 * file ------\                          /--&gt; its outputs, the page, Kafka
 * commands ---&gt; Streams --&gt; ServedStream &lt;--frame / events--&gt; Rounds --one batch--&gt; Tracker
 * page ------/              (a thread each)                   (one thread)
 * </pre>
 *
 * A {@link dev.twintrack.streams.serve.ServeConfig} says what is to run. Each stream has a thread of its own, which reads
 * frames, hands them in for the next round and gives what comes back to its sinks; the thread of the rounds takes whatever
 * frames are there, and is the only one that touches the tracker. So no stream waits for another, and none takes another
 * with it when it fails.
 */
package dev.twintrack.streams.serve;
