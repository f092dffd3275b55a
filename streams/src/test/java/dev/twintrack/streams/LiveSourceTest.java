package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twintrack.TwintrackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live sources, with a real motion-JPEG server on the loopback address that sends a picture for every permit. */
class LiveSourceTest {

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Semaphore permits = new Semaphore(0);
    private final CountDownLatch hangUp = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/live", this::sendPictures);
        server.createContext("/silent", exchange -> awaitHangUp());
        server.start();
    }

    @AfterEach
    void stopServer() {
        hangUp.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void liveFramesComeWithTheirCaptureTime() {
        permits.release(10);
        Instant before = Instant.now();
        try (FrameSource source = FrameSource.open(address("/live"), options(LONG, LONG))) {
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().frameCount()).isEmpty();
            TimedFrame frame = source.next().orElseThrow();
            assertThat(frame.frame().width()).isEqualTo(Clip.WIDTH);
            assertThat(frame.captureTime()).isBetween(before, Instant.now());
        }
    }

    @Test
    void lateFramesAreDroppedAndCountedSoThatTheLatestIsAtHand() {
        permits.release(30);
        try (FrameSource source = FrameSource.open(address("/live"), options(LONG, LONG))) {
            await().atMost(LONG).until(() -> source.losses().dropped() == 29);
            TimedFrame latest = source.next().orElseThrow();
            assertThat(latest.index()).isEqualTo(29);
            assertThat(Clip.difference(latest.frame(), Clip.image(29))).isLessThan(6);
        }
    }

    @Test
    void lostConnectionIsAFaultAfterTheLastFrame() {
        permits.release(5);
        try (FrameSource source = FrameSource.open(address("/live"), options(LONG, LONG))) {
            assertThat(source.next()).isPresent();
            hangUp.countDown();
            assertThatThrownBy(() -> drain(source))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("lost");
        }
    }

    @Test
    void silenceIsAFaultAfterTheReadTimeout() {
        permits.release(5);
        try (FrameSource source = FrameSource.open(address("/live"), options(LONG, Duration.ofSeconds(3)))) {
            assertThatThrownBy(() -> drain(source)).isInstanceOf(TwintrackException.class);
        }
    }

    @Test
    void cancelWakesWhoeverWaitsForAFrame() throws Exception {
        permits.release(5);
        try (FrameSource source = FrameSource.open(address("/live"), options(LONG, LONG))) {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> drain(source));
            source.cancel();
            waiting.get(20, TimeUnit.SECONDS);
            assertThat(source.next()).isEmpty();
        }
    }

    @Test
    void serverThatDoesNotAnswerIsAFaultAfterTheConnectTimeout() {
        assertFault(address("/silent"), options(SHORT, LONG), "did not answer within 0.7 s");
    }

    @Test
    void refusedConnectionIsAFaultWithoutTheCredentials() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String scheme : new String[] {"http", "rtsp"}) {
            String address = "%s://admin:secret@127.0.0.1:%d/live?key=hidden".formatted(scheme, port);
            assertThatThrownBy(
                            () -> FrameSource.open(address, options(LONG, LONG)).close())
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("%s://127.0.0.1:%d/live".formatted(scheme, port))
                    .hasMessageNotContainingAny("admin", "secret", "hidden");
        }
    }

    @Test
    void startFrameOfALiveSourceIsAFault() {
        permits.release(5);
        assertFault(address("/live"), options(LONG, LONG).withStartFrame(3), "is live");
    }

    @Test
    void recordingBehindAnAddressIsReadLikeAFile() throws IOException {
        byte[] clip = Files.readAllBytes(Clip.write(folder.resolve("clip.mp4"), 20));
        serve("/clip.mp4", clip, clip.length);
        try (FrameSource source = FrameSource.open(address("/clip.mp4"), options(LONG, LONG))) {
            assertThat(source.info().live()).isFalse();
            assertThat(drain(source)).isEqualTo(20);
            assertThat(source.losses()).isEqualTo(SourceLosses.NONE);
        }
    }

    @Test
    void recordingThatBreaksOffIsAFaultAndNotAnEnd() throws IOException {
        byte[] clip = Files.readAllBytes(Clip.write(folder.resolve("clip.avi"), 100));
        serve("/clip.avi", clip, clip.length / 2);
        try (FrameSource source = FrameSource.open(address("/clip.avi"), options(LONG, LONG))) {
            assertThatThrownBy(() -> drain(source))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContainingAll("clip.avi", "broke off");
        }
    }

    /** Announces all of the bytes, sends some and hangs up. */
    private void serve(String path, byte[] bytes, int sent) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, sent);
            exchange.close();
        });
    }

    private void sendPictures(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; awaitPermit(); i++) {
                ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
                ImageIO.write(Clip.image(i), "jpg", jpeg);
                body.write("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                        .formatted(jpeg.size())
                        .getBytes(StandardCharsets.US_ASCII));
                jpeg.writeTo(body);
                body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                body.flush();
            }
        }
    }

    /** False once the server is to hang up. */
    private boolean awaitPermit() {
        try {
            while (hangUp.getCount() > 0) {
                if (permits.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void awaitHangUp() {
        try {
            hangUp.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static SourceOptions options(Duration connect, Duration read) {
        return SourceOptions.defaults().withTimeouts(connect, read);
    }

    private static int drain(FrameSource source) {
        int frames = 0;
        for (Optional<TimedFrame> next = source.next(); next.isPresent(); next = source.next()) {
            frames++;
        }
        return frames;
    }

    private static void assertFault(String address, SourceOptions options, String words) {
        assertThatThrownBy(() -> FrameSource.open(address, options).close())
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(words);
    }
}
