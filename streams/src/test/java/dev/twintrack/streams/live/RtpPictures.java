package dev.twintrack.streams.live;

import java.util.List;

/** Pictures as RTP packets, framed for a connection that carries RTSP as well. One thread. */
interface RtpPictures {

    /** The packets of the next picture. */
    List<byte[]> next(Scenery scenery);
}
