package dev.twintrack.streams;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The pictures of one video, decoded by FFmpeg's own libraries: a file, a camera or an address, whatever they can open.
 * (JavaCV's grabber stands on the same libraries, but swallows decoding errors, tries every address twice, and holds a
 * lock of the whole process while a dead camera does not answer.) Owns native memory; one thread at a time.
 */
final class VideoDecoder implements AutoCloseable {

    /** Pictures that a decoder may still owe, and fail on, after its input has ended. */
    private static final int MOST_FAULTS_IN_DRAINING = 256;

    private final AVFormatContext container = avformat.avformat_alloc_context();
    private final NativeInterrupt interrupt;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame picture = avutil.av_frame_alloc();
    private AVStream stream;
    private AVCodecContext codec;
    private PixelConversion conversion;
    private long firstPts;
    private long pictures;
    private long undecodable;
    private int faultsInDraining;
    private boolean draining;
    private Optional<String> fault = Optional.empty();

    /**
     * What to open.
     *
     * @param url in FFmpeg's terms
     * @param description in the user's terms, without credentials
     * @param format FFmpeg's name of the input format; found out when empty
     * @param options FFmpeg's options of the protocol and the format
     * @param lowDelay hold no picture back to decode several at once: for live sources
     */
    record Input(
            String url, String description, Optional<String> format, Map<String, String> options, boolean lowDelay) {}

    private VideoDecoder(NativeInterrupt interrupt) {
        this.interrupt = interrupt;
        interrupt.watch(container);
    }

    /** @throws TwintrackException when there is nothing to decode; names the input by its description */
    static VideoDecoder open(Input input) {
        return open(input, new NativeInterrupt());
    }

    /**
     * Opens an input that may have to be given up.
     *
     * @param interrupt ends whatever waits for the input, now and later; is closed with the decoder
     * @throws TwintrackException when there is nothing to decode; names the input by its description
     */
    static VideoDecoder open(Input input, NativeInterrupt interrupt) {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        VideoDecoder decoder = new VideoDecoder(interrupt);
        try {
            decoder.openContainer(input);
            decoder.openCodec(input);
            return decoder;
        } catch (TwintrackException e) {
            decoder.close();
            throw e;
        }
    }

    /** Decodes the next picture; false at the end. */
    boolean advance() {
        boolean there = decode();
        if (there && pictures++ == 0) {
            firstPts = picture.best_effort_timestamp();
        }
        return there;
    }

    /** The picture that {@link #advance()} came to, with pixels of its own. */
    Frame frame() {
        return conversion.convert(picture);
    }

    /** That picture's time, counted from the first one. */
    Duration time() {
        long pts = picture.best_effort_timestamp();
        if (pts == AV_NOPTS_VALUE || firstPts == AV_NOPTS_VALUE) {
            double rate = framesPerSecond().orElse(25);
            return Duration.ofNanos(Math.round((pictures - 1) / rate * 1e9));
        }
        AVRational unit = stream.time_base();
        return Duration.ofNanos(Math.round((pts - firstPts) * 1e9 * unit.num() / unit.den()));
    }

    /** That picture's number in the input, those that could not be decoded included. */
    long index() {
        return pictures - 1 + undecodable;
    }

    /** Pictures so far that could not be decoded. */
    long undecodable() {
        return undecodable;
    }

    /** Why the input ended before its end, if it did. */
    Optional<String> fault() {
        return fault;
    }

    /** Pictures in the whole input: counted by its container, else from its duration, else unknown. */
    OptionalLong frameCount() {
        if (stream.nb_frames() > 0) {
            return OptionalLong.of(stream.nb_frames());
        }
        long duration = container.duration();
        OptionalDouble rate = framesPerSecond();
        return duration > 0 && rate.isPresent()
                ? OptionalLong.of(Math.round(duration / (double) avutil.AV_TIME_BASE * rate.getAsDouble()))
                : OptionalLong.empty();
    }

    OptionalDouble framesPerSecond() {
        AVRational rate = avformat.av_guess_frame_rate(container, stream, null);
        return rate.num() > 0 && rate.den() > 0
                ? OptionalDouble.of(rate.num() / (double) rate.den())
                : OptionalDouble.empty();
    }

    @Override
    public void close() {
        if (conversion != null) {
            conversion.close();
        }
        avutil.av_frame_free(picture);
        avcodec.av_packet_free(packet);
        if (codec != null) {
            avcodec.avcodec_free_context(codec);
        }
        if (!container.isNull()) {
            avformat.avformat_close_input(container);
        }
        interrupt.close();
    }

    private void openContainer(Input input) {
        AVInputFormat format = null;
        if (input.format().isPresent()) {
            avdevice.avdevice_register_all();
            format = avformat.av_find_input_format(input.format().get());
            // A device that hangs would otherwise never come back from the kernel.
            container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
        }
        AVDictionary options = new AVDictionary(null);
        input.options().forEach((key, value) -> avutil.av_dict_set(options, key, value, 0));
        int opened = avformat.avformat_open_input(container, input.url(), format, options);
        avutil.av_dict_free(options);
        if (opened < 0) {
            throw unreadable(input, opened);
        }
        int informed = avformat.avformat_find_stream_info(container, (PointerPointer<?>) null);
        if (informed < 0) {
            throw unreadable(input, informed);
        }
    }

    private void openCodec(Input input) {
        int index =
                avformat.av_find_best_stream(container, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (index < 0) {
            throw new TwintrackException("there is no video in %s".formatted(input.description()));
        }
        for (int i = 0; i < container.nb_streams(); i++) {
            container.streams(i).discard(i == index ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
        stream = container.streams(index);
        AVCodec kind = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        codec = avcodec.avcodec_alloc_context3(kind);
        avcodec.avcodec_parameters_to_context(codec, stream.codecpar());
        codec.thread_count(input.lowDelay() ? 1 : 0);
        int opened = kind == null
                ? avutil.AVERROR_DECODER_NOT_FOUND
                : avcodec.avcodec_open2(codec, kind, (PointerPointer<?>) null);
        if (opened < 0) {
            throw unreadable(input, opened);
        }
        conversion = new PixelConversion(quarterTurns());
    }

    /** Brings the next picture into {@link #picture}. */
    private boolean decode() {
        while (true) {
            int received = avcodec.avcodec_receive_frame(codec, picture);
            if (received == 0) {
                return true;
            }
            if (received == AVERROR_EOF) {
                return false;
            }
            if (received != AVERROR_EAGAIN()) {
                undecodable++;
                if (draining && ++faultsInDraining > MOST_FAULTS_IN_DRAINING) {
                    return false;
                }
            }
            feed();
        }
    }

    /** Gives the decoder the next piece of the input, or tells it that there is none. */
    private void feed() {
        int read = avformat.av_read_frame(container, packet);
        if (read == AVERROR_EAGAIN() && !interrupt.requested()) {
            LockSupport.parkNanos(1_000_000);
        } else if (read < 0) {
            draining = true;
            fault = read == AVERROR_EOF ? Optional.empty() : Optional.of(words(read));
            avcodec.avcodec_send_packet(codec, null);
        } else {
            if (packet.stream_index() == stream.index() && avcodec.avcodec_send_packet(codec, packet) < 0) {
                undecodable++;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /** Clockwise quarter turns that the input asks a player to make, as telephones do. */
    private int quarterTurns() {
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                stream.codecpar().coded_side_data(),
                stream.codecpar().nb_coded_side_data(),
                avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) {
            return 0;
        }
        double counterClockwise = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(counterClockwise) ? 0 : Math.floorMod(-Math.round(counterClockwise / 90), 4);
    }

    private static TwintrackException unreadable(Input input, int error) {
        return new TwintrackException("cannot read %s as video (%s): check it, or convert it with ffmpeg"
                .formatted(input.description(), words(error)));
    }

    /** FFmpeg's own words for one of its errors. */
    private static String words(int error) {
        byte[] text = new byte[256];
        avutil.av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }
}
