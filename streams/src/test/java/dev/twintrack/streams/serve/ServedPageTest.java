package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Tracker;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of many streams, seen by many plain HTTP clients that behave like browsers. */
class ServedPageTest {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int BROWSERS = 20;

    private static Tracker tracker;

    @BeforeAll
    static void openTracker() {
        tracker = Tracker.open();
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    /** Reads the news of all streams, and fetches the picture of every frame that it hears of once it has time. */
    private static final class Browser implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final String page;
        private final InputStream news;
        private final Map<String, Long> pictures = new ConcurrentHashMap<>();
        private final Map<String, Long> latest = new ConcurrentHashMap<>();
        private final Set<String> gone = new ConcurrentSkipListSet<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean closed;

        Browser(String page) throws IOException, InterruptedException {
            this.page = page;
            HttpResponse<InputStream> answer = http.send(request("api/news"), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            news = answer.body();
            start(this::hear);
            start(this::look);
        }

        private void hear() {
            String kind = "";
            try (Scanner lines = new Scanner(news)) {
                while (!closed && lines.hasNextLine()) {
                    String line = lines.nextLine();
                    if (line.startsWith("event: ")) {
                        kind = line.substring(7);
                    } else if (line.startsWith("data: ") && (kind.equals("frame") || kind.equals("gone"))) {
                        JsonNode data = JsonMapper.shared().readTree(line.substring(6));
                        String stream = data.get("stream").asString();
                        if (kind.equals("gone")) {
                            gone.add(stream);
                        } else {
                            latest.put(stream, data.get("frame").asLong());
                        }
                    }
                }
            }
        }

        private void look() {
            try {
                while (!closed) {
                    for (Map.Entry<String, Long> one : latest.entrySet()) {
                        HttpResponse<byte[]> picture = http.send(
                                request("api/streams/%s/pictures/%d".formatted(one.getKey(), one.getValue())),
                                BodyHandlers.ofByteArray());
                        if (picture.statusCode() == 200) {
                            pictures.merge(one.getKey(), 1L, Long::sum);
                        }
                    }
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                // The page has closed.
            }
        }

        boolean hasSeen(String stream, long frames) {
            return pictures.getOrDefault(stream, 0L) >= frames;
        }

        private HttpRequest request(String path) {
            return HttpRequest.newBuilder(URI.create(page + path)).build();
        }

        private void start(Runnable work) {
            Thread thread = new Thread(work, "browser");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            closed = true;
            news.close();
            threads.forEach(Thread::interrupt);
        }
    }

    @Test
    void twentyBrowsersSeeEveryStreamMoveAndHearOfOneThatGoes() throws Exception {
        List<String> ids = List.of("east", "north", "west");
        List<Browser> browsers = new ArrayList<>();
        Notes notes = new Notes();
        try (PictureServer cameras = new PictureServer(10);
                LivePage page = LivePage.open(new PageAddress("localhost", 0));
                Streams streams =
                        new Streams(tracker, Optional.of(notes), Optional.of(page), Plans.unobserved(), line -> {})) {
            for (String id : ids) {
                streams.start(Plans.stream(id, cameras.address(id)), Optional.empty());
            }
            for (int i = 0; i < BROWSERS; i++) {
                browsers.add(new Browser(page.address()));
            }
            assertThat(page.browsers()).isEqualTo(BROWSERS);
            for (String id : ids) {
                await(id).atMost(LONG).until(() -> browsers.stream().allMatch(one -> one.hasSeen(id, 5)));
            }
            streams.stop("west", "enough");
            await().atMost(LONG).until(() -> browsers.stream().allMatch(one -> one.gone.contains("west")));
            Map<String, Long> before = Map.copyOf(browsers.get(0).pictures);
            await().atMost(LONG).until(() -> browsers.get(0).hasSeen("east", before.get("east") + 3));
            assertThat(streams.named("east").ended()).isNotDone();
        } finally {
            for (Browser browser : browsers) {
                browser.close();
            }
        }
    }
}
