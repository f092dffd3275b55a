package dev.twintrack.streams.live;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * RTSP 1.0 (RFC 2326) with RTP interleaved on the same connection, and motion JPEG or H.264 in it: as much of it as a
 * client needs to watch one stream.
 */
final class RtspCamera implements TestCamera {

    private final Scenery scenery;
    private final String description;
    private final Supplier<RtpPictures> pictures;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private int port;
    private volatile int hung;

    RtspCamera(Scenery scenery) {
        this(scenery, RtpJpeg.MEDIA, () -> new RtpJpeg((int) (90_000 / RATE)));
    }

    /** With H.264 instead of motion JPEG. */
    static RtspCamera h264(Scenery scenery) {
        return new RtspCamera(scenery, RtpH264.MEDIA, () -> new RtpH264((int) (90_000 / RATE)));
    }

    private RtspCamera(Scenery scenery, String media, Supplier<RtpPictures> pictures) {
        this.scenery = scenery;
        this.pictures = pictures;
        this.description = String.join(
                "\r\n",
                "v=0",
                "o=- 0 0 IN IP4 127.0.0.1",
                "s=scenery",
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "a=control:*",
                media,
                "a=framerate:" + RATE,
                "a=control:track0",
                "");
        restart();
    }

    @Override
    public String address() {
        return "rtsp://127.0.0.1:%d/live".formatted(port);
    }

    @Override
    public void kill() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restart() {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = fresh.getLocalPort();
            server = fresh;
            daemon(() -> accept(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void hang() {
        hung++;
    }

    @Override
    public void close() {
        kill();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket connection = from.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // Killed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
            for (String request = request(in); !request.isEmpty(); request = request(in)) {
                String method = request.split(" ")[0];
                answer(connection, method, request.replaceAll("(?s).*(CSeq: *\\d+).*", "$1"));
                if (method.equals("PLAY")) {
                    daemon(() -> play(connection));
                } else if (method.equals("TEARDOWN")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone, or this camera was killed.
        } finally {
            connections.remove(connection);
        }
    }

    /** The next request with its headers, past the client's own reports; empty at the end. */
    private static String request(DataInputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '$' && request.isEmpty()) {
                in.readByte();
                in.skipNBytes(in.readUnsignedShort());
                continue;
            }
            request.append((char) next);
            if (request.length() >= 4 && request.indexOf("\r\n\r\n", request.length() - 4) >= 0) {
                return request.toString();
            }
        }
        return "";
    }

    private void answer(Socket connection, String method, String sequence) throws IOException {
        String head = "RTSP/1.0 200 OK\r\n%s\r\n".formatted(sequence);
        String rest =
                switch (method) {
                    case "OPTIONS" -> "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n\r\n";
                    case "DESCRIBE" ->
                        "Content-Base: %s/\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(address(), description.length(), description);
                    case "SETUP" -> "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1;timeout=60\r\n\r\n";
                    default -> "Session: 1\r\n\r\n";
                };
        write(connection, (head + rest).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void play(Socket connection) {
        int wake = hung;
        RtpPictures stream = pictures.get();
        try {
            while (!connection.isClosed()) {
                if (wake == hung) {
                    for (byte[] packet : stream.next(scenery)) {
                        write(connection, packet);
                    }
                }
                LockSupport.parkNanos((long) (1e9 / RATE));
            }
        } catch (IOException e) {
            // The client has gone, or this camera was killed.
        }
    }

    /** Answers and pictures share the connection. */
    private static void write(Socket connection, byte[] bytes) throws IOException {
        synchronized (connection) {
            OutputStream out = connection.getOutputStream();
            out.write(bytes);
            out.flush();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "rtsp camera");
        thread.setDaemon(true);
        thread.start();
    }
}
