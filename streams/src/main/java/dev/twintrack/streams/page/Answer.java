package dev.twintrack.streams.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** One answer to a browser. It lets the page run nothing and load nothing but what comes from here. One thread. */
final class Answer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpExchange exchange;

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
        headers()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
                                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers().set("X-Content-Type-Options", "nosniff");
        headers().set("Referrer-Policy", "no-referrer");
        headers().set("Cross-Origin-Resource-Policy", "same-origin");
        headers().set("Cross-Origin-Opener-Policy", "same-origin");
        headers().set("Cache-Control", "no-store");
    }

    Headers headers() {
        return exchange.getResponseHeaders();
    }

    /** The body of the request. */
    String body(int longest) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new TwintrackException("the request is longer than %d bytes".formatted(longest));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void json(Object value) throws IOException {
        send(200, "application/json", JSON.writeValueAsBytes(value));
    }

    void jpeg(Optional<byte[]> image) throws IOException {
        if (image.isPresent()) {
            send(200, "image/jpeg", image.get());
        } else {
            nothing();
        }
    }

    void file(Path file, String name, String type) throws IOException {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        headers().set("Content-Disposition", "attachment; filename=\"" + safe + "\"");
        headers().set("Content-Type", type);
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }

    void send(int status, String type, byte[] body) throws IOException {
        headers().set("Content-Type", type);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    /** For a body that grows. */
    OutputStream stream(String type) throws IOException {
        headers().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    void nothing() throws IOException {
        refuse(new Refusal(404, "there is nothing here"));
    }

    void refuse(Refusal refusal) throws IOException {
        send(refusal.status(), "application/json", JSON.writeValueAsBytes(Map.of("error", refusal.reason())));
    }
}
