package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Every frame of a recording, in order, at the pace of whoever asks. */
final class VideoFileSource implements FrameSource {

    private final VideoDecoder decoder;
    private final SourceInfo info;
    private final InstantSource clock;
    private boolean ahead;

    private VideoFileSource(VideoDecoder decoder, SourceInfo info, InstantSource clock) {
        this.decoder = decoder;
        this.info = info;
        this.clock = clock;
    }

    /** Takes over an open decoder, and closes it when there is nothing to give. */
    static VideoFileSource over(VideoDecoder decoder, String description, SourceOptions options) {
        OptionalLong count = decoder.frameCount();
        OptionalLong left =
                count.isEmpty() ? count : OptionalLong.of(Math.max(0, count.getAsLong() - options.startFrame()));
        SourceInfo info = new SourceInfo(description, left, decoder.framesPerSecond(), false);
        VideoFileSource source = new VideoFileSource(decoder, info, options.clock());
        try {
            if (options.startFrame() > 0) {
                source.skipTo(options.startFrame());
            }
            return source;
        } catch (TwintrackException e) {
            decoder.close();
            throw e;
        }
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<TimedFrame> next() {
        if (!ahead && !decoder.advance()) {
            decoder.fault().ifPresent(fault -> {
                throw new TwintrackException(
                        "%s broke off after frame %d: %s".formatted(info.description(), decoder.index(), fault));
            });
            return Optional.empty();
        }
        ahead = false;
        return Optional.of(new TimedFrame(decoder.frame(), decoder.index(), decoder.time(), clock.instant()));
    }

    @Override
    public SourceLosses losses() {
        return new SourceLosses(decoder.undecodable(), 0);
    }

    @Override
    public void close() {
        decoder.close();
    }

    /** Goes on to the first wanted frame without taking it. */
    private void skipTo(long frame) {
        long seen = 0;
        do {
            if (!decoder.advance()) {
                throw new TwintrackException("%s has %d frames: there is no frame %d to start at"
                        .formatted(info.description(), seen, frame));
            }
            seen = decoder.index() + 1;
        } while (seen <= frame);
        ahead = true;
    }
}
