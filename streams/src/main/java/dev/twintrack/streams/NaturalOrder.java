package dev.twintrack.streams;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares names as people sort them: runs of digits by their value, all else by character. */
final class NaturalOrder {

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private NaturalOrder() {}

    static int compare(String a, String b) {
        List<String> left = parts(a);
        List<String> right = parts(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareParts(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return left.size() != right.size() ? Integer.compare(left.size(), right.size()) : a.compareTo(b);
    }

    private static int compareParts(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static List<String> parts(String name) {
        return PART.matcher(name).results().map(MatchResult::group).toList();
    }
}
