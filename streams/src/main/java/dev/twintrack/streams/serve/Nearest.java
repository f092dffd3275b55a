package dev.twintrack.streams.serve;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** A hint to append to a message: the known word near to what was written, or all of them. */
    static String hint(String written, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(word -> distance(word, written)));
        boolean near = nearest.isPresent()
                && distance(nearest.get(), written) <= Math.max(2, Math.min(written.length(), 60) / 3);
        return near ? "did you mean '%s'?".formatted(nearest.get()) : "there are " + String.join(", ", known);
    }

    /** Levenshtein's distance, capitals aside: letters to insert, delete or replace. */
    static int distance(String a, String b) {
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
