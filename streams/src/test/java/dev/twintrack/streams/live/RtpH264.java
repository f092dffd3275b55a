package dev.twintrack.streams.live;

import dev.twintrack.streams.Clip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;

/**
 * The {@link Clip} as H.264, encoded once by OpenH264, in RTP packets (RFC 6184, packetization mode 1). Each picture stands
 * for itself, so that they may come in any order. One thread.
 */
final class RtpH264 implements RtpPictures {

    static final String MEDIA =
            String.join("\r\n", "m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", "a=fmtp:96 packetization-mode=1");

    private static final int MOST_PAYLOAD = 1200;
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int FRAGMENT = 28;

    /** The units of each picture, beginning with its parameters. */
    private static final List<List<byte[]>> PICTURES = pictures();

    private final int ticksAPicture;
    private int sequence;
    private int timestamp = 1_000_000;

    /** @param ticksAPicture of the 90 kHz clock */
    RtpH264(int ticksAPicture) {
        this.ticksAPicture = ticksAPicture;
    }

    @Override
    public List<byte[]> next(Scenery scenery) {
        List<byte[]> units = PICTURES.get(scenery.look());
        timestamp += ticksAPicture;
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            pack(units.get(i), i == units.size() - 1, packets);
        }
        return packets;
    }

    /** A unit in one packet, or in several without its first byte, which each of them tells in two. */
    private void pack(byte[] unit, boolean last, List<byte[]> packets) {
        if (unit.length <= MOST_PAYLOAD) {
            packets.add(packet(ByteBuffer.wrap(unit), last));
            return;
        }
        for (int from = 1; from < unit.length; from += MOST_PAYLOAD) {
            int to = Math.min(unit.length, from + MOST_PAYLOAD);
            boolean end = to == unit.length;
            ByteBuffer payload = ByteBuffer.allocate(2 + to - from);
            payload.put((byte) (unit[0] & 0xe0 | FRAGMENT));
            payload.put((byte) (unit[0] & 0x1f | (from == 1 ? 0x80 : 0) | (end ? 0x40 : 0)));
            payload.put(unit, from, to - from).flip();
            packets.add(packet(payload, last && end));
        }
    }

    private byte[] packet(ByteBuffer payload, boolean marked) {
        ByteBuffer packet = ByteBuffer.allocate(4 + 12 + payload.remaining());
        packet.put((byte) '$').put((byte) 0).putShort((short) (packet.capacity() - 4));
        packet.put((byte) 0x80).put((byte) (96 | (marked ? 0x80 : 0))).putShort((short) sequence++);
        return packet.putInt(timestamp).putInt(0x7717).put(payload).array();
    }

    private static List<List<byte[]>> pictures() {
        List<List<byte[]>> pictures = new ArrayList<>();
        for (byte[] unit : units(encoded())) {
            if ((unit[0] & 0x1f) == SEQUENCE_PARAMETERS) {
                pictures.add(new ArrayList<>());
            }
            pictures.get(pictures.size() - 1).add(unit);
        }
        if (pictures.size() != Clip.PERIOD) {
            throw new IllegalStateException("%d pictures in the H.264 stream".formatted(pictures.size()));
        }
        return pictures;
    }

    private static byte[] encoded() {
        try {
            Path file = Files.createTempFile("clip", ".h264");
            try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), Clip.WIDTH, Clip.HEIGHT, 0);
                    Java2DFrameConverter converter = new Java2DFrameConverter()) {
                recorder.setFormat("h264");
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
                recorder.setVideoCodecName("libopenh264");
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
                recorder.setVideoBitrate(4_000_000);
                recorder.setFrameRate(TestCamera.RATE);
                recorder.setGopSize(1);
                recorder.start();
                for (int i = 0; i < Clip.PERIOD; i++) {
                    recorder.record(converter.convert(Clip.image(i)));
                }
                recorder.stop();
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands between the start codes 0, 0, 1 of a byte stream, without the zeros around them. */
    private static List<byte[]> units(byte[] stream) {
        List<byte[]> units = new ArrayList<>();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        int zeros = 0;
        boolean begun = false;
        for (byte next : stream) {
            if (zeros >= 2 && next == 1) {
                if (begun && unit.size() > 0) {
                    units.add(unit.toByteArray());
                }
                unit.reset();
                begun = true;
                zeros = 0;
            } else if (next == 0) {
                zeros++;
            } else {
                for (; zeros > 0; zeros--) {
                    unit.write(0);
                }
                unit.write(next);
            }
        }
        units.add(unit.toByteArray());
        return units;
    }
}
