package dev.twintrack.streams.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Motion JPEG over HTTP, as the JDK's server sends it. */
public final class MjpegCamera implements TestCamera {

    private final Scenery scenery;
    private ExecutorService threads;
    private HttpServer server;
    private int port;
    private volatile int life;
    private volatile int hung;

    public MjpegCamera(Scenery scenery) {
        this.scenery = scenery;
        restart();
    }

    @Override
    public String address() {
        return "http://127.0.0.1:%d/live".formatted(port);
    }

    @Override
    public void kill() {
        life++;
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void restart() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool();
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/live", this::send);
        server.start();
    }

    @Override
    public void hang() {
        hung++;
    }

    @Override
    public void close() {
        kill();
    }

    private void send(HttpExchange exchange) throws IOException {
        int mine = life;
        int wake = hung;
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (mine == life) {
                if (wake == hung) {
                    byte[] jpeg = scenery.picture();
                    body.write("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                            .formatted(jpeg.length)
                            .getBytes(StandardCharsets.US_ASCII));
                    body.write(jpeg);
                    body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    body.flush();
                }
                LockSupport.parkNanos((long) (1e9 / RATE));
            }
        }
    }
}
