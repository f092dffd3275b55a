package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FindTarget;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StopTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Carries commands out on {@link Streams}, and never waits: the answer comes when the stream has done what it says. A
 * command that comes twice is carried out once and answered twice. Safe for any thread.
 */
final class Commands {

    /** How many commands back a second coming is known. */
    private static final int MEMORY = 1000;

    private final Streams streams;
    private final Gallery gallery;

    private final Map<String, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MEMORY;
        }
    };

    private record Known(Command command, CompletableFuture<Answer> answer) {}

    /** @param gallery what targets can be started by */
    Commands(Streams streams, Gallery gallery) {
        this.streams = streams;
        this.gallery = gallery;
    }

    /** The answer to a text that may be anything; it never fails. */
    CompletableFuture<Answer> take(String text) {
        try {
            return take(CommandJson.read(text));
        } catch (TwintrackException e) {
            return CompletableFuture.completedFuture(Answer.refused(CommandJson.idOf(text), e));
        }
    }

    private synchronized CompletableFuture<Answer> take(Command command) {
        Known before = known.get(command.id());
        if (before != null) {
            return before.command().equals(command)
                    ? before.answer()
                    : CompletableFuture.completedFuture(
                            Answer.refused(command, "its id was that of another command: choose a new one"));
        }
        CompletableFuture<Answer> answer = carriedOut(command);
        known.put(command.id(), new Known(command, answer));
        return answer;
    }

    private CompletableFuture<Answer> carriedOut(Command command) {
        try {
            return deed(command).exceptionally(e -> Answer.refused(command, words(command, e)));
        } catch (TwintrackException e) {
            return CompletableFuture.completedFuture(Answer.refused(command, e.getMessage()));
        }
    }

    private CompletableFuture<Answer> deed(Command command) {
        Optional<String> id = Optional.of(command.id());
        if (command instanceof Command.StartStream start) {
            return streams.start(start.config(), id)
                    .running()
                    .thenApply(note -> Answer.done(command, Optional.empty(), note));
        }
        if (command instanceof Command.StopStream stop) {
            return streams.stop(stop.stream(), "stopped by command " + stop.id())
                    .thenApply(reason -> Answer.done(command, Optional.empty(), Optional.of(reason)));
        }
        ServedStream stream = streams.named(command.stream());
        CompletableFuture<String> track;
        if (command instanceof Command.Start start) {
            track = stream.start(new StartTarget(start.box(), start.track(), start.label(), id));
        } else if (command instanceof Command.Find find) {
            track = stream.find(new FindTarget(gallery.named(find.label()), find.label(), find.track(), id));
        } else if (command instanceof Command.Stop stop) {
            track = stream.stop(new StopTarget(stop.track(), "stopped by command", id));
        } else if (command instanceof Command.Restart anew) {
            track = stream.restart(new StartTarget(anew.box(), Optional.of(anew.track()), anew.label(), id));
        } else {
            throw new IllegalArgumentException(command.toString());
        }
        return track.thenApply(name -> Answer.done(command, Optional.of(name), Optional.empty()));
    }

    private static String words(Command command, Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof CancellationException) {
            return "stream %s has ended".formatted(command.stream());
        }
        return cause instanceof TwintrackException ? cause.getMessage() : "unexpected fault: " + cause;
    }
}
