package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.page.PageAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may ask, and that nobody is held up by those who only seem to. */
class ObservationServerTest {

    private static final String TOKEN = "a-token-of-some-length";

    private Observed observed = Observed.patient(Observed.LONG);

    @AfterEach
    void close() {
        observed.close();
    }

    @Test
    void otherMachinesNeedTheToken() throws Exception {
        observed.close();
        observed = Observed.open(Optional.of(TOKEN));
        assertThat(observed.it().address().orElseThrow()).doesNotContain(TOKEN);
        for (String path : List.of("/metrics", "/health", "/ready", "/")) {
            assertThat(observed.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(observed.asked("/metrics", "Bearer " + TOKEN)).isEqualTo(200);
        assertThat(observed.asked("/metrics", "bearer  " + TOKEN)).isEqualTo(200);
        assertThat(observed.asked("/metrics", "Bearer " + TOKEN + "x")).isEqualTo(401);
        assertThat(observed.asked("/metrics", TOKEN)).isEqualTo(401);
    }

    @Test
    void tokenThatIsMadeUpIsToldOnceAtTheStart() throws Exception {
        observed.close();
        observed = Observed.open(Optional.empty());
        String token = observed.it().address().orElseThrow().replaceAll(".*token (\\w+).*", "$1");
        assertThat(token).hasSize(32);
        assertThat(observed.asked("/health", "Bearer " + token)).isEqualTo(200);
    }

    @Test
    void nothingElseIsThere() throws Exception {
        assertThat(observed.get("/").statusCode()).isEqualTo(404);
        assertThat(observed.posted("/metrics")).isBetween(400, 499);
    }

    @Test
    void requestsThatNeverEndAndRequestsThatAreNoneHoldNobodyUp() throws Exception {
        Random random = new Random(11);
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Socket half = new Socket("127.0.0.1", observed.port());
            half.getOutputStream().write("GET /health HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            stalled.add(half);
        }
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            try (Socket socket = new Socket("127.0.0.1", observed.port())) {
                OutputStream out = socket.getOutputStream();
                out.write((i % 2 == 0 ? "GET /metrics HTTP/1.1\r\n" : "").getBytes(StandardCharsets.US_ASCII));
                out.write(noise);
                out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Hung up on before the end of the noise, as is right.
            }
        }
        assertThat(observed.get("/health").statusCode()).isEqualTo(200);
        for (Socket half : stalled) {
            half.close();
        }
    }

    @Test
    void takenPortIsAFault() {
        PageAddress taken = new PageAddress("localhost", observed.port());
        assertThatThrownBy(() -> Observation.serving(taken, Optional.empty(), StateLog.off(), Observed.LONG)
                        .close())
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("--metrics");
    }
}
