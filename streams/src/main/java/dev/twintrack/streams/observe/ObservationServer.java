package dev.twintrack.streams.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.observe.Condition.Level;
import dev.twintrack.streams.page.Gate;
import dev.twintrack.streams.page.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /metrics}, {@code /health} and {@code /ready} over HTTP, on one address of this machine, behind the same gate as
 * the live page. Safe for any thread.
 */
final class ObservationServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    /** More than who asks needs: a request that does not come to its end holds one for a while. */
    private static final int THREADS = 32;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Observation.Listening listening;
    private final Optional<String> token;
    private final Gate gate;
    private final Health health;

    private ObservationServer(HttpServer server, Observation.Listening listening, Health health) {
        this.server = server;
        this.listening = listening;
        this.health = health;
        this.token = server.getAddress().getAddress().isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(listening.token().orElseGet(Gate::newToken));
        this.gate = new Gate(token, server.getAddress().getPort());
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "metrics");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static ObservationServer open(Observation.Listening listening, Health health) {
        try {
            return new ObservationServer(listening.address().listen(), listening, health);
        } catch (IOException e) {
            throw new TwintrackException(
                    "metrics cannot be served on %s port %d (%s): choose another with --metrics PORT"
                            .formatted(
                                    listening.address().host(),
                                    listening.address().port(),
                                    e.getMessage()),
                    e);
        }
    }

    String address() {
        InetSocketAddress bound = server.getAddress();
        String base = "http://%s:%d/metrics".formatted(listening.address().host(), bound.getPort());
        return listening.token().isPresent()
                ? base
                : token.map(secret -> base + " (token " + secret + ")").orElse(base);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            Optional<Refusal> refusal = gate.check(exchange, true);
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get());
            } else if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                refuse(exchange, new Refusal(405, "only GET and HEAD"));
            } else {
                route(exchange);
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> send(exchange, 200, METRICS, listening.registry().scrape());
            case "/health" -> tell(exchange, Level.FAILED);
            case "/ready" -> tell(exchange, Level.WAITING);
            default -> refuse(exchange, new Refusal(404, "there are /metrics, /health and /ready here"));
        }
    }

    /** Every part; 503 when one of them is as bad as that, or worse. */
    private void tell(HttpExchange exchange, Level bad) throws IOException {
        List<Health.Answer> answers = health.answers();
        boolean good = Health.worst(answers).compareTo(bad) < 0;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", good ? "up" : "down");
        body.put("parts", answers.stream().map(ObservationServer::part).toList());
        send(exchange, good ? 200 : 503, "application/json", JSON.writeValueAsString(body));
    }

    private static Map<String, String> part(Health.Answer answer) {
        Map<String, String> part = new LinkedHashMap<>();
        part.put("name", answer.name());
        part.put("status", answer.condition().level().name().toLowerCase(Locale.ROOT));
        part.put("detail", answer.condition().detail());
        return part;
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        if (refusal.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        String body = JSON.writeValueAsString(Map.of("error", refusal.reason()));
        send(exchange, refusal.status(), "application/json", body);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
