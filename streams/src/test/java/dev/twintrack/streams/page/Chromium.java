package dev.twintrack.streams.page;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium without a screen, driven through its DevTools protocol. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    private Chromium(Process process, Path profile, int port) {
        this.process = process;
        this.profile = profile;
        this.port = port;
    }

    /** Starts it with a profile of its own; aborts the test where there is none. */
    public static Chromium start(Path profile) {
        String program = installed()
                .orElseGet(() -> abort("no Chromium on the PATH, so that the page is not tested in a browser: install"
                        + " it with 'apt-get install chromium'"));
        try {
            Process process = new ProcessBuilder(
                            program,
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-background-timer-throttling",
                            "--disable-renderer-backgrounding",
                            "--disable-backgrounding-occluded-windows",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolveSibling(profile.getFileName() + ".log")
                            .toFile())
                    .start();
            Path portFile = profile.resolve("DevToolsActivePort");
            Awaitility.await("Chromium's start")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(portFile)
                            && Files.readAllLines(portFile).size() == 2);
            return new Chromium(
                    process,
                    profile,
                    Integer.parseInt(Files.readAllLines(portFile).get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** A new tab on an address. */
    public Tab open(String address) {
        String query = URLEncoder.encode(address, StandardCharsets.UTF_8);
        URI uri = URI.create("http://127.0.0.1:%d/json/new?%s".formatted(port, query));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method("PUT", HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            JsonNode tab = JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            return new Tab(http, URI.create(tab.get("webSocketDebuggerUrl").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it and its helpers, who write to the profile until they end, and takes the profile away. */
    @Override
    public void close() {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        end(process.toHandle());
        helpers.forEach(Chromium::end);
        // A helper that was born after the list was made may still write.
        Awaitility.await("the deletion of " + profile)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> Utils.delete(profile.toFile()));
    }

    private static void end(ProcessHandle one) {
        try {
            one.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            one.destroyForcibly();
            one.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
