package dev.twintrack.streams.page;

import com.sun.net.httpserver.HttpServer;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a web server of this program listens: the page, or the one that shows its state.
 *
 * @param host name or number of one of this machine's addresses; {@code localhost} for this machine alone
 * @param port TCP port; 0 for any that is free
 */
public record PageAddress(String host, int port) {

    /** The port where nobody wants another. */
    public static final int DEFAULT_PORT = 8080;

    private static final int BACKLOG = 64;
    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9a-fA-F:]+]|[^:]+):)?(\\d{1,5})");

    public PageAddress {
        if (port < 0 || port > 65535) {
            throw new TwintrackException("port %d: give 0 to 65535".formatted(port));
        }
    }

    /** Reads {@code PORT} or {@code HOST:PORT}. */
    public static PageAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TwintrackException(
                    "'%s' is no address to listen on: give PORT or HOST:PORT, such as 8080".formatted(text));
        }
        String host = parts.group(1) == null ? "localhost" : parts.group(1);
        return new PageAddress(host, Integer.parseInt(parts.group(2)));
    }

    /**
     * Listens here.
     *
     * @return a server without contexts and threads, not started
     * @throws TwintrackException when there is no such host
     * @throws IOException when the port is taken, or the host is not this machine
     */
    public HttpServer listen() throws IOException {
        // Without it, every small answer of the JDK's server waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Seconds until a request that does not come to its end is hung up on, lest it hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        return HttpServer.create(new InetSocketAddress(resolved(), port), BACKLOG);
    }

    private InetAddress resolved() {
        try {
            return host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new TwintrackException("there is no host '%s' to listen on".formatted(host), e);
        }
    }
}
