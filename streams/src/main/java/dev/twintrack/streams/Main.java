package dev.twintrack.streams;

import dev.twintrack.Verb;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line: the root command {@code twintrack}, whose verbs are all the {@link Verb}s that the modules on the
 * class path offer. Exit status 0 is success, 1 a fault that the user can mend, 2 a wrong command line, 70 a fault of
 * the program itself.
 */
@Command(
        name = "twintrack",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "Follows anything you point at in a video, and publishes what it sees to Kafka.",
        commandListHeading = "%nVerbs:%n",
        footer = {"", "'twintrack VERB --help' explains a verb. 'twintrack demo' shows all of it at work."})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "When something goes wrong, also print where in the program.")
    private boolean stacktrace;

    Main() {}

    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    /** Runs one command line and answers its exit status. Verbs print what they have to say to the two writers. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = commandLine(verbs(args), out, err);
        Main main = commandLine.getCommand();
        Faults faults = new Faults(() -> main.stacktrace);
        commandLine.setParameterExceptionHandler((e, ignored) -> faults.report(e));
        commandLine.setExecutionExceptionHandler((e, command, ignored) -> faults.report(e, command.getErr()));
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return faults.report(e, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** The root command with all verbs. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(verbs(new String[0]), out, err);
    }

    private static CommandLine commandLine(List<Verb> verbs, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Main());
        verbs.forEach(commandLine::addSubcommand);
        commandLine.getSubcommands().values().forEach(verb -> verb.getCommandSpec()
                .mixinStandardHelpOptions(true)
                .versionProvider(new Version()));
        // Settings reach the verbs that are there by now.
        return commandLine
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /**
     * The verb that the first argument names, alone, since reading the options of all takes a good part of a short run;
     * every verb on the class path, by name, where that does not answer.
     */
    private static List<Verb> verbs(String[] args) {
        List<ServiceLoader.Provider<Verb>> all = ServiceLoader.load(Verb.class).stream()
                .sorted(Comparator.comparing(Main::nameOf))
                .toList();
        List<ServiceLoader.Provider<Verb>> named = all.stream()
                .filter(verb -> args.length > 0 && nameOf(verb).equals(args[0]))
                .filter(verb -> verb.type() != CompletionVerb.class)
                .toList();
        return (named.isEmpty() ? all : named)
                .stream().map(ServiceLoader.Provider::get).toList();
    }

    private static String nameOf(ServiceLoader.Provider<Verb> verb) {
        return verb.type().getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No verb given");
    }
}
