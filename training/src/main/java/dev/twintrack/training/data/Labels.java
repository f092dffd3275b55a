package dev.twintrack.training.data;

import java.util.Locale;

/** Class names as annotators wrote them, brought to one form so that the same class of two data sets meets. */
final class Labels {

    private Labels() {}

    /** Lower case, without quotes, counts ({@code "person x7"}) and remarks in brackets. */
    static String normal(String label) {
        return label.toLowerCase(Locale.ROOT)
                .replace("\"", "")
                .replaceAll("\\s*\\([^)]*\\)", "")
                .replaceAll("\\s+x\\d+$", "")
                .trim();
    }
}
