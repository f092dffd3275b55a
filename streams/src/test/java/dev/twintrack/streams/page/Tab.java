package dev.twintrack.streams.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab of a {@link Chromium}: runs script in the page, moves the mouse, presses keys, takes screenshots. */
public final class Tab implements AutoCloseable, WebSocket.Listener {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private int count;

    Tab(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Page.enable", Map.of());
        size(1440, 900, false);
    }

    /** What the page's script or the browser complained of: errors, and what the page's policy forbade. */
    public List<String> complaints() {
        return complaints;
    }

    public void size(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    public void colourScheme(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    public void reload() {
        call("Page.reload", Map.of());
    }

    /** The value of an expression, which may be a promise. */
    public JsonNode value(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true; what is not there yet may make it fail meanwhile. */
    public void await(String expression) {
        call("Page.bringToFront", Map.of());
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> value("Boolean(%s)".formatted(expression)).asBoolean());
    }

    /** Clicks on the middle of an element, once it is to be seen. */
    public void click(String selector) {
        await("document.querySelector('%s').getClientRects().length > 0".formatted(selector));
        JsonNode at =
                value("(() => { const r = document.querySelector('%s').getBoundingClientRect();".formatted(selector)
                        + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
        drag(
                at.get(0).asDouble(),
                at.get(1).asDouble(),
                at.get(0).asDouble(),
                at.get(1).asDouble());
    }

    /** Presses the mouse at one place of the window, moves it in steps to the other and releases it. */
    public void drag(double fromX, double fromY, double toX, double toY) {
        call("Page.bringToFront", Map.of());
        mouse("mouseMoved", fromX, fromY, 0);
        mouse("mousePressed", fromX, fromY, 1);
        boolean moves = fromX != toX || fromY != toY;
        for (int i = 1; i <= 8 && moves; i++) {
            mouse("mouseMoved", fromX + (toX - fromX) * i / 8, fromY + (toY - fromY) * i / 8, 1);
        }
        mouse("mouseReleased", toX, toY, 1);
    }

    public void key(String key) {
        Map<String, Object> press = key.length() == 1
                ? Map.of("type", "keyDown", "key", key, "text", key)
                : Map.of("type", "keyDown", "key", key);
        call("Input.dispatchKeyEvent", press);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    public void screenshot(Path file) {
        JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(shot.get("data").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mouse(String type, double x, double y, int buttons) {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", buttons, "clickCount", 1));
    }

    private synchronized JsonNode call(String method, Map<String, Object> parameters) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(++count, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", count, "method", method, "params", parameters)), true)
                .join();
        JsonNode result =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result.get("error"));
        }
        return result.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode message = JSON.readTree(text.toString());
            text.setLength(0);
            if (message.has("id")) {
                asked.remove(message.get("id").asInt()).complete(message);
            } else {
                note(message.path("method").asString(""), message.path("params"));
            }
        }
        webSocket.request(1);
        return null;
    }

    private void note(String method, JsonNode about) {
        if (method.equals("Runtime.exceptionThrown")) {
            complaints.add(about.toString());
        } else if (method.equals("Log.entryAdded")
                && about.path("entry").path("level").asString("").equals("error")) {
            complaints.add(about.path("entry").toString());
        }
    }

    @Override
    public void close() {
        try {
            call("Page.close", Map.of());
        } catch (RuntimeException e) {
            // The tab went away while it answered, which is what was wanted.
        }
        socket.abort();
    }
}
