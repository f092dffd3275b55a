package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into one line on the error stream and an exit status.
 *
 * @param stacktrace whether the user asked for the trace as well
 */
record Faults(BooleanSupplier stacktrace) {

    /** A fault that the user can mend. */
    static final int MENDABLE = 1;

    /** A command line that cannot be understood. */
    static final int USAGE = 2;

    /** A fault of the program: {@code EX_SOFTWARE} of BSD's sysexits. */
    static final int INTERNAL = 70;

    /** Reports a wrong command line, with a hint where the right one is explained. */
    int report(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println("twintrack: " + oneLine(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '%s --help'.".formatted(name));
        trace(e, err);
        return USAGE;
    }

    /** Reports what a verb threw. */
    int report(Throwable e, PrintWriter err) {
        boolean mendable = e instanceof TwintrackException;
        if (mendable) {
            err.println("twintrack: " + oneLine(e.getMessage()));
        } else {
            String hint = stacktrace.getAsBoolean() ? "" : " (--stacktrace shows where)";
            err.println("twintrack: unexpected fault: " + oneLine(e.toString()) + hint);
        }
        trace(e, err);
        return mendable ? MENDABLE : INTERNAL;
    }

    private void trace(Throwable e, PrintWriter err) {
        if (stacktrace.getAsBoolean()) {
            e.printStackTrace(err);
        }
    }

    private static String oneLine(String message) {
        return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
