package dev.twintrack.streams;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not be printed of the settings of Kafka's clients: passwords, keys, tokens, and what stands between quotes in
 * a login.
 */
final class Secrets {

    private static final Pattern SECRET = Pattern.compile("password|secret|jaas|token|credential|keystore\\.key");
    private static final Pattern ASSIGNED = Pattern.compile("=\\s*\"?([^\"\\s;]+)");

    private final List<String> secrets;

    Secrets(Map<String, String> clientProperties) {
        secrets = clientProperties.entrySet().stream()
                .filter(property -> SECRET.matcher(property.getKey().toLowerCase(Locale.ROOT))
                        .find())
                .map(Map.Entry::getValue)
                .flatMap(Secrets::parts)
                .filter(secret -> !secret.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without them. */
    String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "[hidden]");
        }
        return hidden;
    }

    private static Stream<String> parts(String value) {
        return Stream.concat(
                Stream.of(value), ASSIGNED.matcher(value).results().map((MatchResult match) -> match.group(1)));
    }
}
