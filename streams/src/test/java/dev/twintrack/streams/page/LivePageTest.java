package dev.twintrack.streams.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Status;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page's server: who may come in, what it gives, and that nobody holds it up. */
class LivePageTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final SourceInfo CAMERA =
            new SourceInfo("camera:0", OptionalLong.empty(), OptionalDouble.of(25), true);

    private final LivePage page = LivePage.open(new PageAddress("localhost", 0));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void theBrowserMayRunAndLoadNothingButWhatComesFromHere() throws Exception {
        HttpResponse<String> answer = get(page.address());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>Twintrack</title>").doesNotContain("<style", "style=", "onclick");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void otherFilesOfTheProgramAreNotGiven() throws Exception {
        for (String path :
                List.of("../Assets.class", "web/page.css", "..%2fAssets.class", "%2e%2e/package-info.class")) {
            assertThat(get(page.address() + path).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aNameThatPointsHereButIsNotOursIsTurnedAway() throws Exception {
        assertThat(rawStatus("GET /api/streams HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
                .isEqualTo(403);
        assertThat(rawStatus("GET /api/streams HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                        .formatted(port())))
                .isEqualTo(200);
    }

    @Test
    void ordersOfOtherSitesAreTurnedAway() throws Exception {
        page.show("gate", CAMERA, Optional.empty());
        assertThat(order("X-None", "1", "application/json").statusCode()).isEqualTo(403);
        assertThat(order(Gate.HEADER, "1", "text/plain").statusCode()).isEqualTo(403);
        String request = "POST /api/streams/gate/orders HTTP/1.1\r\nHost: localhost\r\nX-Twintrack: 1\r\n%s"
                + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
        assertThat(rawStatus(request.formatted("Origin: http://evil.example\r\n")))
                .isEqualTo(403);
        assertThat(rawStatus(request.formatted("Sec-Fetch-Site: cross-site\r\n")))
                .isEqualTo(403);
        assertThat(rawStatus(request.formatted("Origin: http://localhost\r\n"))).isEqualTo(400);
    }

    @Test
    void otherMachinesNeedTheTokenOfTheAddress() throws Exception {
        try (LivePage open = LivePage.open(new PageAddress("0.0.0.0", 0))) {
            String[] address = open.address().split("#token=");
            String base = "http://127.0.0.1:" + URI.create(address[0]).getPort();
            assertThat(get(base + "/").statusCode()).isEqualTo(200);
            assertThat(get(base + "/api/streams").statusCode()).isEqualTo(401);
            assertThat(session(base, "wrong").statusCode()).isEqualTo(401);
            HttpResponse<String> admitted = session(base, address[1]);
            assertThat(admitted.statusCode()).isEqualTo(200);
            String cookie = admitted.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
            HttpRequest withCookie = HttpRequest.newBuilder(URI.create(base + "/api/streams"))
                    .header("Cookie", cookie.split(";")[0])
                    .build();
            assertThat(http.send(withCookie, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPictureIsTheFrameOfItsIndex() throws Exception {
        PageStream stream = page.show("gate 1", CAMERA, Optional.empty());
        stream.frame(frame(7, 64, 48), List.of());
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.address() + "api/streams/gate%201/pictures/7"))
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth())
                .isEqualTo(64);
        assertThat(get(page.address() + "api/streams/gate%201/pictures/8").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theEventsCanBeKeptAsLinesOrTable() throws Exception {
        PageStream stream = page.show("gate", CAMERA, Optional.empty());
        stream.event(update(0));
        stream.event(update(1));
        assertThat(get(page.address() + "api/streams/gate/export/jsonl").body().lines())
                .hasSize(2);
        HttpResponse<String> table = get(page.address() + "api/streams/gate/export/csv");
        assertThat(table.body().lines()).hasSize(3);
        assertThat(table.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"gate.csv\"");
    }

    @Test
    void aBrowserThatStopsReadingHoldsNobodyUpAndItsLossIsCounted() throws Exception {
        PageStream stream = page.show("gate", CAMERA, Optional.empty());
        try (Socket deaf = new Socket("127.0.0.1", port());
                Socket keen = new Socket("127.0.0.1", port())) {
            for (Socket socket : List.of(deaf, keen)) {
                askForNews(socket);
            }
            Awaitility.await().atMost(LONG).until(() -> page.browsers() == 2);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(keen.getInputStream(), StandardCharsets.UTF_8));
            // Far more than all buffers on the way hold; a pipeline that waited would stay here for ever.
            for (int i = 0; i < 60_000; i++) {
                stream.event(update(i));
            }
            stream.event(ended(60_000));
            String last = lines.lines()
                    .filter(line -> line.contains("\"track.ended\""))
                    .findFirst()
                    .orElseThrow();
            assertThat(last).contains("\"sequence\":60000");
            BufferedReader late =
                    new BufferedReader(new InputStreamReader(deaf.getInputStream(), StandardCharsets.UTF_8));
            String dropped = late.lines()
                    .dropWhile(line -> !line.equals("event: dropped"))
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
            assertThat(Long.parseLong(dropped.replaceAll("\\D", ""))).isPositive();
        }
    }

    @Test
    void twentyBrowsersHearOfEveryEvent() throws Exception {
        PageStream stream = page.show("gate", CAMERA, Optional.empty());
        List<Socket> browsers = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket("127.0.0.1", port());
                browsers.add(socket);
                askForNews(socket);
            }
            Awaitility.await().atMost(LONG).until(() -> page.browsers() == 20);
            for (int i = 0; i < 100; i++) {
                stream.event(update(i));
            }
            stream.event(ended(100));
            for (Socket socket : browsers) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                List<String> heard = lines.lines()
                        .filter(line -> line.startsWith("data: {") && line.contains("track."))
                        .limit(101)
                        .collect(Collectors.toList());
                assertThat(heard.get(100)).contains("track.ended");
            }
        } finally {
            for (Socket socket : browsers) {
                socket.close();
            }
        }
    }

    /** By HTTP/1.0, whose answers are not cut into chunks: a chunk may end in the middle of a line. */
    private static void askForNews(Socket socket) throws IOException {
        socket.setSoTimeout((int) LONG.toMillis());
        socket.getOutputStream()
                .write("GET /api/news HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> LivePage.open(new PageAddress("localhost", port())))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("port " + port())
                .hasMessageContaining("--page");
    }

    private int port() {
        return URI.create(page.address()).getPort();
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> order(String header, String value, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.address() + "api/streams/gate/orders"))
                .header(header, value)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"action\":\"pause\"}"))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> session(String base, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/session"))
                .header(Gate.HEADER, "1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"%s\"}".formatted(token)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private int rawStatus(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }

    private static TimedFrame frame(long index, int width, int height) {
        Frame frame = Frame.wrapBgr(width, height, new byte[3 * width * height]);
        return new TimedFrame(frame, index, Duration.ofMillis(40 * index), Instant.EPOCH);
    }

    private static TrackEvent update(long sequence) {
        return event(EventType.TRACK_UPDATED, sequence);
    }

    private static TrackEvent ended(long sequence) {
        return event(EventType.TRACK_ENDED, sequence);
    }

    private static TrackEvent event(EventType type, long sequence) {
        return new TrackEvent(
                "gate",
                "1",
                type,
                Status.TRACKING,
                sequence,
                new FrameStamp(sequence, Duration.ofMillis(40 * sequence), Instant.EPOCH, 64, 48),
                Optional.of(new Box(1, 2, 10, 20)),
                0.9,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
