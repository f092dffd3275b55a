package dev.twintrack.streams.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page's own files, which lie beside this class. */
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private Assets() {}

    static void send(String name, Answer answer) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        boolean plain = name.matches("[a-z]+\\.[a-z]+");
        try (InputStream file = plain && type != null ? Assets.class.getResourceAsStream("web/" + name) : null) {
            if (file == null) {
                answer.nothing();
            } else {
                answer.send(200, type, file.readAllBytes());
            }
        }
    }
}
