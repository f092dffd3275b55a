package dev.twintrack;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The word that somebody probably meant, for messages about keys, verbs and names that are not there. Beside {@link Verb},
 * since every module reads what people write.
 */
public final class Nearest {

    /** Beyond so many letters a longer word may not be further off. */
    private static final int LONG = 60;

    private Nearest() {}

    /**
     * A hint to end a message with: {@code did you mean 'x'?} where a known word is near to what was written, within two
     * letters or a third of it, and all of the known words otherwise.
     */
    public static String hint(String written, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(word -> distance(word, written)));
        boolean near = nearest.isPresent()
                && distance(nearest.get(), written) <= Math.max(2, Math.min(written.length(), LONG) / 3);
        return near ? "did you mean '%s'?".formatted(nearest.get()) : "there are " + String.join(", ", known);
    }

    /** Levenshtein's distance, capitals aside: letters to insert, delete or replace. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
