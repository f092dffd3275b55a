/**
 * What a process that is left running lets be seen of itself: meters, health, and a line for each change of state.
 *
 * <pre>
 * verb --ObserveOptions--&gt; Observation --+-- meters --&gt; /metrics            \
 *                                        +-- Health --&gt; /health, /ready      &gt; ObservationServer, behind the page's Gate
 * stream --StreamWatch (a Sink)----------+-- StateLog -&gt; a line a change of state
 * sink with a queue --Delivery-----------+
 * </pre>
 *
 * How a verb takes part:
 *
 * <pre>{@code
 * @Mixin private ObserveOptions observe = new ObserveOptions();          // --metrics, --log
 *
 * try (Observation observation = observe.open(err)) {
 *     StreamWatch watch = observation.stream("gate");                     // one a stream; close it with the stream
 *     FrameSource source = FrameSource.open(address, options.withReconnect(reconnect.withListener(watch)));
 *     watch.over(source.info(), source::losses);
 *     sinks.add(watch);                                                   // events, frames, latency, log
 *     sinks.add(observation.tracker(tracker::times));                     // or sample() after each update
 *     observation.kafka(kafkaSink::state);                                // queue, outbox, losses, broker away
 *     observation.health().add("command topic", () -> Condition.ok());    // anything else that may be red
 * }
 * }</pre>
 *
 * Anything else to be measured goes to {@link dev.twintrack.streams.observe.Observation#registry()}. Without
 * {@code --metrics} all of this costs next to nothing.
 */
package dev.twintrack.streams.observe;
