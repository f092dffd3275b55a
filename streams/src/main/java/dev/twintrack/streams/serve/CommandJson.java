package dev.twintrack.streams.serve;

import dev.twintrack.Nearest;
import dev.twintrack.TwintrackException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands as JSON, as {@code command.schema.json} beside this class describes. Read strictly: a command that is not
 * understood to its last key is not carried out. Safe for any thread.
 */
final class CommandJson {

    private static final List<String> NAMES = List.of("start-stream", "stop-stream", "start", "stop", "restart");
    private static final int LONGEST_NAME = 200;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CommandJson() {}

    /** @throws TwintrackException when the text is no command */
    static Command read(String text) {
        Keys keys = new Keys("command", tree(text), false);
        Command command = read(keys);
        keys.done();
        return command;
    }

    /** The id in a text that may be no command, for the answer to it. */
    static Optional<String> idOf(String text) {
        try {
            JsonNode id = tree(text).get("id");
            return Optional.ofNullable(id)
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .filter(given -> !given.isBlank() && given.length() <= LONGEST_NAME);
        } catch (TwintrackException e) {
            return Optional.empty();
        }
    }

    private static Command read(Keys keys) {
        String id = named(keys, "id");
        String name = keys.requiredText("command");
        String stream = named(keys, "stream");
        return switch (name) {
            case "start-stream" -> new Command.StartStream(id, StreamConfig.read(stream, keys, false));
            case "stop-stream" -> new Command.StopStream(id, stream);
            case "start" -> start(id, stream, keys);
            case "stop" -> new Command.Stop(id, stream, keys.requiredText("track"));
            case "restart" ->
                new Command.Restart(
                        id, stream, keys.requiredText("track"), keys.requiredBox("box"), keys.text("label"));
            default ->
                throw keys.fault(
                        "command", "there is no '%s': %s".formatted(Keys.shortened(name), Nearest.hint(name, NAMES)));
        };
    }

    private static Command start(String id, String stream, Keys keys) {
        Optional<String> label = keys.text("label");
        Optional<String> track = keys.text("track");
        return label.isPresent() && !keys.has("box")
                ? new Command.Find(id, stream, label.get(), track)
                : new Command.Start(id, stream, keys.requiredBox("box"), track, label);
    }

    private static String named(Keys keys, String key) {
        String text = keys.requiredText(key);
        if (text.length() > LONGEST_NAME) {
            throw keys.fault(key, "it has more than %d letters".formatted(LONGEST_NAME));
        }
        return text;
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.isMissingNode()) {
                throw new TwintrackException("command: it is empty");
            }
            return tree;
        } catch (JacksonException e) {
            throw new TwintrackException(
                    "command: this is no JSON: " + Keys.shortened(String.valueOf(e.getOriginalMessage())), e);
        }
    }
}
