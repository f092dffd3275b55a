package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.live.AsLiveSource;
import dev.twintrack.streams.live.ReconnectingSource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user wrote to name a source, understood but not opened.
 *
 * @param kind what it is
 * @param target the path or address to open
 * @param description the same for people and logs: user names, passwords and queries of addresses are left out
 */
record SourceAddress(Kind kind, String target, String description) {

    enum Kind {
        FILE,
        FOLDER,
        CAMERA,
        NETWORK
    }

    private static final Pattern CAMERA = Pattern.compile("camera:(\\d+)|/dev/(video\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://(.*)");
    private static final Pattern AUTHORITY_AND_REST = Pattern.compile("([^/?#]*)(.*)");
    private static final String HIDDEN = "...";
    private static final Pattern NETWORK = Pattern.compile("rtsps?|https?");

    static SourceAddress parse(String text) {
        Matcher camera = CAMERA.matcher(text);
        if (camera.matches()) {
            String device = camera.group(1) == null ? camera.group(2) : "video" + camera.group(1);
            return new SourceAddress(Kind.CAMERA, "/dev/" + device, text);
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return network(address.group(1).toLowerCase(Locale.ROOT), address.group(2), text);
        }
        try {
            Path path = Path.of(text);
            if (Files.isDirectory(path)) {
                return new SourceAddress(Kind.FOLDER, text, text);
            }
            if (Files.exists(path)) {
                return new SourceAddress(Kind.FILE, text, text);
            }
        } catch (InvalidPathException e) {
            throw missing(text);
        }
        throw missing(text);
    }

    /** A name for the stream that comes from here, where the user gives none. */
    String streamName() {
        String name =
                switch (kind) {
                    case FILE -> fileName().replaceFirst("\\.[^.]+$", "");
                    case FOLDER -> fileName();
                    case CAMERA -> target.replace("/dev/video", "camera-");
                    case NETWORK ->
                        description
                                .replaceFirst("^[^/]*//", "")
                                .replace(HIDDEN, "")
                                .replaceAll("[/:]+", "-");
                };
        return name.isBlank() ? "stream" : name;
    }

    FrameSource open(SourceOptions options) {
        FrameSource source =
                switch (kind) {
                    case FOLDER -> ImageFolderSource.open(Path.of(target), options);
                    case FILE -> VideoFileSource.over(VideoDecoder.open(file()), description, options);
                    case CAMERA, NETWORK -> live(options);
                };
        return options.asLive() && !source.info().live() ? new AsLiveSource(source, options.clock()) : source;
    }

    private FrameSource live(SourceOptions options) {
        Supplier<FrameSource> opener = () ->
                LiveSource.connect(kind == Kind.CAMERA ? camera() : stream(options), kind == Kind.NETWORK, options);
        // The opener keeps to the connect time-out by itself; a second more means that it hangs.
        Duration patience = options.connectTimeout().plusSeconds(1);
        return options.reconnect()
                .map(reconnect -> ReconnectingSource.open(description, opener, patience, reconnect))
                .orElseGet(opener);
    }

    private VideoDecoder.Input file() {
        return new VideoDecoder.Input("file:" + target, description, Optional.empty(), Map.of(), false);
    }

    private VideoDecoder.Input camera() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String number = target.replaceAll("\\D", "");
        if (system.contains("mac")) {
            return new VideoDecoder.Input(number, description, Optional.of("avfoundation"), Map.of(), true);
        }
        if (system.contains("windows")) {
            return new VideoDecoder.Input(number, description, Optional.of("vfwcap"), Map.of(), true);
        }
        if (!Files.exists(Path.of(target))) {
            throw new TwintrackException(
                    "there is no camera %s: plug one in, or take one of those that 'ls /dev/video*' lists"
                            .formatted(target));
        }
        return new VideoDecoder.Input(target, description, Optional.of("video4linux2"), Map.of(), true);
    }

    private VideoDecoder.Input stream(SourceOptions options) {
        Map<String, String> protocol = new HashMap<>();
        boolean rtsp = target.toLowerCase(Locale.ROOT).startsWith("rtsp");
        protocol.put(
                rtsp ? "timeout" : "rw_timeout",
                Long.toString(options.readTimeout().toNanos() / 1000));
        if (rtsp) {
            protocol.put("rtsp_transport", "tcp");
        }
        // A live picture is worth more than a well-known stream.
        protocol.put("analyzeduration", "1000000");
        return new VideoDecoder.Input(target, description, Optional.empty(), protocol, true);
    }

    private String fileName() {
        Path name = Path.of(target).toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private static SourceAddress network(String scheme, String rest, String text) {
        if (!NETWORK.matcher(scheme).matches()) {
            throw new TwintrackException(
                    "cannot read %s:// addresses: give rtsp://, http://, a file, a folder or camera:0"
                            .formatted(scheme));
        }
        return new SourceAddress(Kind.NETWORK, text, scheme + "://" + withoutSecrets(rest));
    }

    /** Host and path. A password may hold anything; where it is not clear what belongs to it, nothing is shown. */
    private static String withoutSecrets(String rest) {
        Matcher parts = AUTHORITY_AND_REST.matcher(rest);
        if (!parts.matches() || parts.group(2).contains("@")) {
            return HIDDEN;
        }
        String host = parts.group(1).substring(parts.group(1).lastIndexOf('@') + 1);
        return host + parts.group(2).replaceFirst("[?#].*", "");
    }

    private static TwintrackException missing(String text) {
        return new TwintrackException(
                "there is no file or folder '%s': give a video, a folder of pictures, camera:0, rtsp:// or http://"
                        .formatted(text));
    }
}
