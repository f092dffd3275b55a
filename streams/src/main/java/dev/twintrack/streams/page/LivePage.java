package dev.twintrack.streams.page;

import com.sun.net.httpserver.HttpServer;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.page.Mailbox.News;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * The web server of the live page. On an address that other machines reach it asks for a token, which is part of
 * {@link #address()}. Safe for any thread.
 */
public final class LivePage implements AutoCloseable {

    /** Every browser holds one for the news and asks for pictures with others. */
    private static final int THREADS = Browsers.MOST + 24;

    private final HttpServer server;
    private final ExecutorService threads;
    private final PageAddress wanted;
    private final Optional<String> token;
    private final Browsers browsers = new Browsers();
    private final Map<String, PageStream> streams = new ConcurrentSkipListMap<>();

    private LivePage(HttpServer server, PageAddress wanted, Optional<String> token) {
        this.server = server;
        this.wanted = wanted;
        this.token = token;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "page " + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Gate gate = new Gate(token, server.getAddress().getPort());
        server.createContext("/", new Routes(gate, streams, browsers));
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Opens the page.
     *
     * @throws TwintrackException when the address is taken or not this machine's
     */
    public static LivePage open(PageAddress address) {
        try {
            HttpServer server = address.listen();
            boolean mine = server.getAddress().getAddress().isLoopbackAddress();
            return new LivePage(server, address, mine ? Optional.empty() : Optional.of(Gate.newToken()));
        } catch (BindException e) {
            throw new TwintrackException(
                    "the page cannot listen on %s port %d (%s): choose another with --page PORT"
                            .formatted(address.host(), address.port(), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new TwintrackException("the page cannot be opened: " + e.getMessage(), e);
        }
    }

    /** What to open in a browser. */
    public String address() {
        InetAddress bound = server.getAddress().getAddress();
        String host = bound.isAnyLocalAddress() ? ownName() : wanted.host();
        String base = "http://%s:%d/".formatted(host, server.getAddress().getPort());
        return token.map(secret -> base + "#token=" + secret).orElse(base);
    }

    /** Shows one more stream; what it returns goes among the pipeline's sinks. */
    public PageStream show(String name, SourceInfo source, Optional<Playback> recording) {
        PageStream stream = new PageStream(name, source, recording, browsers, new Room(streams::size));
        if (streams.putIfAbsent(name, stream) != null) {
            throw new TwintrackException("the page shows a stream '%s' already: choose another name".formatted(name));
        }
        stream.tellState();
        return stream;
    }

    /** Shows a stream no longer; nothing when there is none of that name. */
    public void remove(String name) {
        if (streams.remove(name) != null) {
            browsers.tell(new News("gone", JsonMapper.shared().writeValueAsString(Map.of("stream", name)), false));
        }
    }

    /** Browsers that look on. */
    public int browsers() {
        return browsers.count();
    }

    @Override
    public void close() {
        browsers.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
