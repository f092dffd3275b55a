package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A camera or an address, read by a thread of its own as fast as it sends, so that the frame at hand is always the
 * latest; those that nobody took are dropped and counted.
 */
final class LiveSource implements FrameSource {

    private final VideoDecoder decoder;
    private final NativeInterrupt interrupt;
    private final SourceInfo info;
    private final SourceOptions options;
    private final LatestFrame latest = new LatestFrame();
    private final Thread capture;
    private volatile long undecodable;

    private LiveSource(VideoDecoder decoder, NativeInterrupt interrupt, String description, SourceOptions options) {
        this.decoder = decoder;
        this.interrupt = interrupt;
        this.info = new SourceInfo(description, OptionalLong.empty(), decoder.framesPerSecond(), true);
        this.options = options;
        this.capture = new Thread(this::capture, "capture " + description);
        this.capture.setDaemon(true);
    }

    /**
     * Connects and starts to capture.
     *
     * @param mayBeRecorded whether an input of known length is a recording, to be read like a file
     * @throws TwintrackException when there is no answer within the connect time-out
     */
    static FrameSource connect(VideoDecoder.Input input, boolean mayBeRecorded, SourceOptions options) {
        NativeInterrupt interrupt = new NativeInterrupt();
        VideoDecoder decoder = connected(input, interrupt, options.connectTimeout());
        if (mayBeRecorded && decoder.frameCount().isPresent()) {
            return VideoFileSource.over(decoder, input.description(), options);
        }
        if (options.startFrame() > 0) {
            decoder.close();
            throw new TwintrackException("%s is live and has no frame %d to start at: leave the start frame out"
                    .formatted(input.description(), options.startFrame()));
        }
        LiveSource source = new LiveSource(decoder, interrupt, input.description(), options);
        source.capture.start();
        return source;
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<TimedFrame> next() {
        Optional<TimedFrame> frame = latest.take(options.readTimeout());
        if (frame.isEmpty() && !latest.closed()) {
            throw new TwintrackException("%s has been silent for %s s: check it, and its network"
                    .formatted(info.description(), options.readTimeout().toMillis() / 1e3));
        }
        return frame;
    }

    @Override
    public SourceLosses losses() {
        return new SourceLosses(undecodable, latest.dropped());
    }

    @Override
    public void cancel() {
        latest.close();
        interrupt.request();
    }

    /** The capture thread closes the decoder as soon as it comes back from it; it may not be pulled away before. */
    @Override
    public void close() {
        cancel();
        try {
            capture.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void capture() {
        try (decoder) {
            while (!latest.closed()) {
                boolean there = decoder.advance();
                undecodable = decoder.undecodable();
                if (!there) {
                    String reason = decoder.fault().map(": "::concat).orElse("");
                    latest.fail(
                            new TwintrackException("connection to %s lost%s".formatted(info.description(), reason)));
                    return;
                }
                Instant now = options.clock().instant();
                latest.put(new TimedFrame(decoder.frame(), decoder.index(), decoder.time(), now));
            }
        } catch (RuntimeException | Error e) {
            latest.fail(new TwintrackException(
                    "capture from %s failed: %s".formatted(info.description(), e.getMessage()), e));
        }
    }

    private static VideoDecoder connected(VideoDecoder.Input input, NativeInterrupt interrupt, Duration patience) {
        CompletableFuture<VideoDecoder> opening = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        VideoDecoder decoder = VideoDecoder.open(input, interrupt);
                        if (!opening.complete(decoder)) {
                            decoder.close();
                        }
                    } catch (RuntimeException | Error e) {
                        opening.completeExceptionally(e);
                    }
                },
                "connect " + input.description());
        thread.setDaemon(true);
        thread.start();
        try {
            return opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TwintrackException fault ? fault : new CompletionException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            opening.cancel(false);
            interrupt.request();
            throw new TwintrackException("%s did not answer within %s s: check the address and the network"
                    .formatted(input.description(), patience.toMillis() / 1e3));
        }
    }
}
