package dev.twintrack.streams.observe;

import dev.twintrack.streams.observe.Condition.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The parts of a process and how they are. Safe for any thread. */
public final class Health {

    private final Map<String, Supplier<Condition>> checks = new ConcurrentSkipListMap<>();

    /**
     * One part's answer.
     *
     * @param name of the part, such as {@code stream gate}
     */
    public record Answer(String name, Condition condition) {}

    Health() {}

    /**
     * Asks about one part more; a part of the same name is forgotten.
     *
     * @param check answers at once, to any thread
     */
    public void add(String name, Supplier<Condition> check) {
        checks.put(name, check);
    }

    /** Asks about a part no more. */
    public void remove(String name) {
        checks.remove(name);
    }

    /** Every part, by name. A check that breaks is a part that has failed. */
    public List<Answer> answers() {
        return checks.entrySet().stream()
                .map(check -> new Answer(check.getKey(), condition(check.getValue())))
                .toList();
    }

    /** The worst of all. */
    public Level worst() {
        return worst(answers());
    }

    static Level worst(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.condition().level())
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
    }

    private static Condition condition(Supplier<Condition> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Condition.failed("cannot be told: " + e.getMessage());
        }
    }
}
