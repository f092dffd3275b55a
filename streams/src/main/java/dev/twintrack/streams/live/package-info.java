/**
 * Live sources that come and go.
 *
 * <pre>
 * camera, rtsp, http --FrameSource--&gt; ReconnectingSource --TimedFrame (index and time never go back)--&gt;
 *                                        |    ^ Backoff, Attempt (on a thread of its own)
 *                                        +--ConnectionListener: lost, back, given up
 * </pre>
 *
 * {@link dev.twintrack.streams.SourceOptions#withReconnect} asks for it; a
 * {@link dev.twintrack.streams.live.Reconnect} says how. {@link dev.twintrack.streams.live.AsLiveSource} plays a
 * recording as if it were live, and {@link dev.twintrack.streams.live.LiveOptions} are the options of the command line.
 */
package dev.twintrack.streams.live;
