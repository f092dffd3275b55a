package dev.twintrack.streams.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * JPEG pictures as RTP packets (RFC 2435, with the quantization tables in them), framed for a connection that carries
 * RTSP as well (RFC 2326, section 10.12). Takes baseline pictures with the standard Huffman tables. One thread.
 */
final class RtpJpeg implements RtpPictures {

    static final String MEDIA = "m=video 0 RTP/AVP 26";

    private static final int PAYLOAD_TYPE = 26;

    private static final int CHANNEL = 0;
    private static final int MOST_PAYLOAD = 1400;
    private static final int TABLES_IN_BAND = 255;
    private static final int DQT = 0xdb;
    private static final int SOF0 = 0xc0;
    private static final int SOS = 0xda;

    private final int ticksAPicture;
    private int sequence;
    private int timestamp = 1_000_000;

    /** @param ticksAPicture of the 90 kHz clock */
    RtpJpeg(int ticksAPicture) {
        this.ticksAPicture = ticksAPicture;
    }

    /** What of a JPEG file travels. */
    private record Parts(byte[] tables, int width, int height, int type, ByteBuffer scan) {}

    @Override
    public List<byte[]> next(Scenery scenery) {
        return packets(scenery.picture());
    }

    private List<byte[]> packets(byte[] jpeg) {
        Parts parts = parts(jpeg);
        List<byte[]> packets = new ArrayList<>();
        timestamp += ticksAPicture;
        for (int offset = 0; parts.scan().hasRemaining(); ) {
            int length = Math.min(MOST_PAYLOAD, parts.scan().remaining());
            boolean last = length == parts.scan().remaining();
            packets.add(packet(parts, offset, length, last));
            offset += length;
        }
        return packets;
    }

    private byte[] packet(Parts parts, int offset, int length, boolean last) {
        int tables = offset == 0 ? 4 + parts.tables().length : 0;
        ByteBuffer packet = ByteBuffer.allocate(4 + 12 + 8 + tables + length);
        packet.put((byte) '$').put((byte) CHANNEL).putShort((short) (packet.capacity() - 4));
        packet.put((byte) 0x80).put((byte) (PAYLOAD_TYPE | (last ? 0x80 : 0))).putShort((short) sequence++);
        packet.putInt(timestamp).putInt(0x7717);
        packet.putInt(offset).put((byte) parts.type()).put((byte) TABLES_IN_BAND);
        packet.put((byte) (parts.width() / 8)).put((byte) (parts.height() / 8));
        if (offset == 0) {
            packet.putShort((short) 0).putShort((short) parts.tables().length).put(parts.tables());
        }
        byte[] payload = new byte[length];
        parts.scan().get(payload);
        return packet.put(payload).array();
    }

    private static Parts parts(byte[] jpeg) {
        ByteBuffer rest = ByteBuffer.wrap(jpeg, 2, jpeg.length - 2);
        ByteBuffer tables = ByteBuffer.allocate(128);
        int width = 0;
        int height = 0;
        int type = -1;
        while (true) {
            rest.get();
            int marker = rest.get() & 0xff;
            ByteBuffer segment = rest.slice(rest.position(), rest.getShort(rest.position()) & 0xffff);
            rest.position(rest.position() + segment.capacity());
            if (marker == DQT) {
                for (segment.position(2); segment.hasRemaining(); ) {
                    int number = segment.get();
                    segment.get(tables.array(), 64 * number, 64);
                }
            } else if (marker == SOF0) {
                height = segment.getShort(3);
                width = segment.getShort(5);
                // The first component's sampling: twice as fine as the others in both directions, or in width alone.
                type = segment.get(9) == 0x22 ? 1 : segment.get(9) == 0x21 ? 0 : -1;
            } else if (marker == SOS) {
                // Without the end of image, two bytes.
                return new Parts(
                        tables.array(), width, height, type, rest.slice(rest.position(), rest.remaining() - 2));
            }
        }
    }
}
