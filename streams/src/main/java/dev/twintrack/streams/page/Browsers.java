package dev.twintrack.streams.page;

import dev.twintrack.streams.page.Mailbox.News;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The browsers that look on, each with a box of its own for news. Safe for any thread. */
final class Browsers {

    /** More would be nobody's eyes. */
    static final int MOST = 40;

    private static final int CAPACITY = 512;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Set<Mailbox> boxes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Leaves news for every browser; never waits. */
    void tell(News news) {
        boxes.forEach(box -> box.post(news));
    }

    int count() {
        return boxes.size();
    }

    /** A box for one more browser, or nothing when there are too many. */
    Optional<Mailbox> join() {
        Mailbox box = new Mailbox(CAPACITY);
        synchronized (boxes) {
            if (closed || boxes.size() >= MOST) {
                return Optional.empty();
            }
            boxes.add(box);
        }
        return Optional.of(box);
    }

    /** Writes a browser's news as server-sent events until it goes away, or the page closes. */
    void serve(Mailbox box, OutputStream out) throws IOException {
        long told = 0;
        try {
            while (!box.closed()) {
                List<News> news = box.takeAll(HEARTBEAT);
                StringBuilder text = new StringBuilder(news.isEmpty() ? ":\n\n" : "");
                news.forEach(one -> text.append(text(one)));
                if (box.dropped() != told) {
                    told = box.dropped();
                    text.append(text(new News("dropped", Long.toString(told), false)));
                }
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } finally {
            boxes.remove(box);
        }
    }

    void close() {
        synchronized (boxes) {
            closed = true;
        }
        boxes.forEach(Mailbox::close);
    }

    private static String text(News news) {
        return "event: %s\ndata: %s\n\n".formatted(news.name(), news.json());
    }
}
