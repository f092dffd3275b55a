package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of a command.
 *
 * @param id of the command; empty where none could be read
 * @param command its name; empty where none could be read
 * @param stream that it was about; likewise
 * @param track the target that was started, stopped or started anew
 * @param refusal why it was not carried out; empty when it was
 * @param note what else is to be said of a command that was carried out
 */
public record Answer(
        Optional<String> id,
        Optional<String> command,
        Optional<String> stream,
        Optional<String> track,
        Optional<String> refusal,
        Optional<String> note) {

    static Answer done(Command to, Optional<String> track, Optional<String> note) {
        return new Answer(
                Optional.of(to.id()), Optional.of(to.name()), Optional.of(to.stream()), track, Optional.empty(), note);
    }

    static Answer refused(Command to, String reason) {
        return new Answer(
                Optional.of(to.id()),
                Optional.of(to.name()),
                Optional.of(to.stream()),
                Optional.empty(),
                Optional.of(reason),
                Optional.empty());
    }

    /** To something that is no command. */
    static Answer refused(Optional<String> id, TwintrackException fault) {
        return new Answer(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(fault.getMessage()),
                Optional.empty());
    }

    /**
     * As one line of JSON, as {@code answer.schema.json} beside this class describes.
     *
     * @param partition of the command's record, which names it even where it has no id
     * @param offset of the command's record
     */
    public String json(int partition, long offset) {
        Map<String, Object> body = new LinkedHashMap<>();
        id.ifPresent(text -> body.put("id", text));
        body.put("outcome", refusal.isPresent() ? "refused" : "done");
        command.ifPresent(text -> body.put("command", text));
        stream.ifPresent(text -> body.put("stream", text));
        track.ifPresent(text -> body.put("track", text));
        refusal.or(() -> note).ifPresent(text -> body.put("reason", text));
        body.put("partition", partition);
        body.put("offset", offset);
        return JsonMapper.shared().writeValueAsString(body);
    }
}
