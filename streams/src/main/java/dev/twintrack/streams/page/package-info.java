/**
 * The live page: a web page on this machine that shows streams with their targets, and takes a person's orders.
 *
 * <pre>
 * Pipeline --Event, TimedFrame--&gt; PageStream --&gt; Browsers --server-sent events--&gt; browser
 *                                     |   Pictures &lt;--------JPEG by frame index--------+
 *                                     |   History  &lt;--------time line, exports---------+
 * Pipeline &lt;--wishes-- Orders &lt;------------------------POST, behind the Gate-----------+
 * </pre>
 *
 * A {@link dev.twintrack.streams.page.LivePage} is the server, a {@link dev.twintrack.streams.page.PageStream} the sink
 * of one stream. Nothing of a browser reaches a pipeline's thread: it leaves news in bounded boxes, and a browser asks
 * for the newest picture when it has shown the last one. A {@link dev.twintrack.streams.page.Playback} plays a recording
 * at its own pace, and jumps.
 */
package dev.twintrack.streams.page;
