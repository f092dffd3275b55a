package dev.twintrack;

import java.util.concurrent.Callable;

/**
 * A verb of the command line, contributed by a module through {@link java.util.ServiceLoader}: a class annotated with
 * picocli's {@code @Command} that answers the exit status. It is here, and knows nothing of picocli, so that the modules
 * above can offer verbs without knowing one another.
 */
public interface Verb extends Callable<Integer> {}
