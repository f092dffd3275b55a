package dev.twintrack.streams.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may come in. On this machine's own addresses everybody who names the page by one of their names, which keeps out
 * sites that point a name of theirs at this machine; elsewhere whoever has the token, in a cookie or, what is no browser,
 * as {@code Authorization: Bearer TOKEN}. Orders are taken from the page itself alone: they need a header that no other
 * site's form can send, and no other site's origin. Safe for any thread.
 */
public final class Gate {

    /** The header that every order carries. */
    static final String HEADER = "X-Twintrack";

    private static final String BEARER = "Bearer ";
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<String> token;
    private final String cookie;

    /**
     * @param token what a browser must know; nothing on the machine's own addresses
     * @param port tells the cookies of several pages on one host apart
     */
    public Gate(Optional<String> token, int port) {
        this.token = token;
        this.cookie = "twintrack-" + port;
    }

    /** A token that nobody guesses. */
    public static String newToken() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Why to turn a request away, or nothing; {@code data} is what needs the token. */
    public Optional<Refusal> check(HttpExchange exchange, boolean data) {
        Headers headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        if (token.isEmpty() && (host == null || !OWN_NAMES.contains(host.replaceFirst(":\\d+$", "")))) {
            return Optional.of(new Refusal(403, "this page answers to the name localhost alone"));
        }
        boolean order = !List.of("GET", "HEAD").contains(exchange.getRequestMethod());
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && (data || order) && !site.equals("same-origin") && !(site.equals("none") && !order)) {
            return Optional.of(new Refusal(403, "requests from other sites are refused"));
        }
        if (order) {
            String origin = headers.getFirst("Origin");
            String type = Optional.ofNullable(headers.getFirst("Content-Type")).orElse("");
            if (origin != null && !origin.equals("http://" + host)
                    || !headers.containsKey(HEADER)
                    || !type.equals("application/json")) {
                return Optional.of(new Refusal(403, "orders are taken from the page alone"));
            }
        }
        if (data && token.isPresent() && !known(Stream.concat(cookies(headers), bearer(headers)))) {
            return Optional.of(new Refusal(
                    401,
                    "the token is missing: open the address that the program printed, or"
                            + " send the header Authorization: Bearer TOKEN"));
        }
        return Optional.empty();
    }

    /** Trades the token for a cookie; false when it is the wrong one. */
    boolean admit(String offered, Headers answer) {
        if (token.isPresent() && !known(Stream.of(offered))) {
            return false;
        }
        token.ifPresent(
                right -> answer.add("Set-Cookie", cookie + "=" + right + "; Path=/; HttpOnly; SameSite=Strict"));
        return true;
    }

    private boolean known(Stream<String> offers) {
        byte[] right = token.orElseThrow().getBytes(StandardCharsets.UTF_8);
        return offers.anyMatch(offer -> MessageDigest.isEqual(right, offer.getBytes(StandardCharsets.UTF_8)));
    }

    private static Stream<String> bearer(Headers headers) {
        return headers.getOrDefault("Authorization", List.of()).stream()
                .filter(line -> line.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(line -> line.substring(BEARER.length()).strip());
    }

    private Stream<String> cookies(Headers headers) {
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Stream.of(line.split(";\\s*")))
                .filter(pair -> pair.startsWith(cookie + "="))
                .map(pair -> pair.substring(cookie.length() + 1));
    }
}
