package dev.twintrack.streams.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twintrack.streams.Clip;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/**
 * Cameras on the loopback address: a real motion-JPEG server with the {@link Clip}, over and over, at a steady pace.
 * Each camera can be hung up, and taken up again. Who connects sees it from its first picture on.
 */
final class PictureServer implements AutoCloseable {

    private static final List<byte[]> PICTURES = pictures();

    private final HttpServer server;
    private final double framesPerSecond;
    private final List<byte[]> pictures;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> hangUps = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PictureServer(double framesPerSecond) {
        this(framesPerSecond, PICTURES);
    }

    /** @param pictures JPEG, shown instead of the clip */
    PictureServer(double framesPerSecond, List<byte[]> pictures) {
        this.framesPerSecond = framesPerSecond;
        this.pictures = pictures;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::send);
        server.start();
    }

    /** Any name is a camera. */
    String address(String camera) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), camera);
    }

    /** Ends all its connections, and takes no new one. */
    void hangUp(String camera) {
        down.add(camera);
        hangUps.merge(camera, 1, Integer::sum);
    }

    void takeUp(String camera) {
        down.remove(camera);
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
    }

    private void send(HttpExchange exchange) throws IOException {
        String camera = exchange.getRequestURI().getPath().substring(1);
        if (down.contains(camera)) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            int connection = hangUps.getOrDefault(camera, 0);
            long begin = System.nanoTime();
            for (int i = 0; !closed && hangUps.getOrDefault(camera, 0) == connection; i++) {
                byte[] jpeg = pictures.get(i % pictures.size());
                body.write("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                        .formatted(jpeg.length)
                        .getBytes(StandardCharsets.US_ASCII));
                body.write(jpeg);
                body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                body.flush();
                LockSupport.parkNanos(begin + (long) ((i + 1) * 1e9 / framesPerSecond) - System.nanoTime());
            }
        }
    }

    static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }

    private static List<byte[]> pictures() {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < Clip.PERIOD; i++) {
            pictures.add(jpeg(Clip.image(i)));
        }
        return pictures;
    }
}
