package dev.twintrack.streams.observe;

/**
 * How a part of the process is.
 *
 * @param level what it means for the whole
 * @param detail in words, without secrets; empty when there is nothing to say
 */
public record Condition(Level level, String detail) {

    /** From good to bad. */
    public enum Level {
        /** At work. */
        OK,
        /** Not at work yet, or away for a short time: not ready, but healthy. */
        WAITING,
        /** Somebody should look: neither ready nor healthy. */
        FAILED
    }

    public static Condition ok() {
        return new Condition(Level.OK, "");
    }

    public static Condition ok(String detail) {
        return new Condition(Level.OK, detail);
    }

    public static Condition waiting(String detail) {
        return new Condition(Level.WAITING, detail);
    }

    public static Condition failed(String detail) {
        return new Condition(Level.FAILED, detail);
    }
}
