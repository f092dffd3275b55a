package dev.twintrack.streams.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds the answer to a request by its path. Safe for any thread. */
final class Routes implements HttpHandler {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_ORDER = 10_000;

    private final Gate gate;
    private final Map<String, PageStream> streams;
    private final Browsers browsers;

    Routes(Gate gate, Map<String, PageStream> streams, Browsers browsers) {
        this.gate = gate;
        this.streams = streams;
        this.browsers = browsers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = new Answer(exchange);
            List<String> path = path(exchange);
            boolean api = !path.isEmpty() && path.get(0).equals("api");
            boolean session = path.equals(List.of("api", "session"));
            Optional<Refusal> refusal = gate.check(exchange, api && !session);
            if (refusal.isPresent()) {
                answer.refuse(refusal.get());
                return;
            }
            try {
                String method = exchange.getRequestMethod();
                route(method.equals("HEAD") ? "GET" : method, path, answer);
            } catch (TwintrackException | JacksonException | IllegalArgumentException e) {
                answer.refuse(new Refusal(400, e.getMessage()));
            }
        }
    }

    private void route(String method, List<String> path, Answer answer) throws IOException {
        boolean post = method.equals("POST");
        if (!post && !method.equals("GET")) {
            answer.refuse(new Refusal(405, "only GET and POST"));
        } else if (path.isEmpty() || !path.get(0).equals("api")) {
            Assets.send(path.isEmpty() ? "index.html" : String.join("/", path), answer);
        } else if (post && path.equals(List.of("api", "session"))) {
            openSession(answer);
        } else if (!post && path.equals(List.of("api", "streams"))) {
            answer.json(streams.values().stream().map(PageStream::state).toList());
        } else if (!post && path.equals(List.of("api", "news"))) {
            news(answer);
        } else if (path.size() >= 4 && path.get(1).equals("streams") && streams.containsKey(path.get(2))) {
            ofStream(post, streams.get(path.get(2)), path.subList(3, path.size()), answer);
        } else {
            answer.nothing();
        }
    }

    private void ofStream(boolean post, PageStream stream, List<String> path, Answer answer) throws IOException {
        String what = path.get(0);
        if (post && what.equals("orders") && path.size() == 1) {
            Order order = JSON.readValue(answer.body(LONGEST_ORDER), Order.class);
            answer.json(Map.of("track", stream.orders().carryOut(order).orElse("")));
        } else if (post) {
            answer.nothing();
        } else if (what.equals("history") && path.size() == 1) {
            answer.json(HistoryView.of(stream.history().tracks()));
        } else if (what.equals("pictures") && path.size() == 2) {
            answer.jpeg(stream.pictures().jpeg(Long.parseLong(path.get(1))));
        } else if (what.equals("targets") && path.size() == 3 && path.get(2).equals("template")) {
            answer.jpeg(stream.template(path.get(1)));
        } else if (what.equals("targets") && path.size() == 3 && path.get(2).equals("search")) {
            answer.json(stream.search(path.get(1)));
        } else if (what.equals("export") && path.size() == 2) {
            Export.send(stream, path.get(1), answer);
        } else {
            answer.nothing();
        }
    }

    private void openSession(Answer answer) throws IOException {
        String token = JSON.readTree(answer.body(LONGEST_ORDER)).path("token").asString("");
        if (gate.admit(token, answer.headers())) {
            answer.json(Map.of());
        } else {
            answer.refuse(new Refusal(401, "this is not the token that the program printed"));
        }
    }

    private void news(Answer answer) throws IOException {
        Optional<Mailbox> box = browsers.join();
        if (box.isEmpty()) {
            answer.refuse(new Refusal(503, "%d browsers look on already".formatted(Browsers.MOST)));
            return;
        }
        browsers.serve(box.get(), answer.stream("text/event-stream"));
    }

    private static List<String> path(HttpExchange exchange) {
        List<String> path = new ArrayList<>();
        Stream.of(exchange.getRequestURI().getRawPath().split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .forEach(path::add);
        return path;
    }
}
