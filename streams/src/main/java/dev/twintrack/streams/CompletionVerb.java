package dev.twintrack.streams;

import dev.twintrack.Verb;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code twintrack completion}: the script that teaches a shell this command line. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh: source <(twintrack completion)")
public final class CompletionVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
        return 0;
    }
}
