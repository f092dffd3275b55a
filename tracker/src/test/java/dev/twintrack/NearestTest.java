package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KEYS = List.of("address", "label", "targets");

    @ParameterizedTest
    @CsvSource({"adress, address", "LABEL, label", "labl, label", "target, targets", "lbl, label", "tragets, targets"})
    void aSlipOfThePenNamesWhatWasMeant(String written, String meant) {
        assertThat(Nearest.hint(written, KEYS)).isEqualTo("did you mean '%s'?".formatted(meant));
    }

    @ParameterizedTest
    @CsvSource({"colour", "''", "frames-per-second"})
    void aWordThatIsNearNoneNamesAll(String written) {
        assertThat(Nearest.hint(written, KEYS)).isEqualTo("there are address, label, targets");
    }

    @Test
    void aLongWordIsNotNearEverything() {
        assertThat(Nearest.hint("x".repeat(10_000), List.of("a".repeat(100)))).startsWith("there are");
    }

    @Test
    void distanceIsThatOfTheDefinition() {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            String a = word(random);
            String b = word(random);
            assertThat(Nearest.distance(a, b)).as("%s, %s", a, b).isEqualTo(byDefinition(a, b));
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            word.append("abBc".charAt(random.nextInt(4)));
        }
        return word.toString();
    }

    private static int byDefinition(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String restOfA = a.substring(1);
        String restOfB = b.substring(1);
        if (a.substring(0, 1).equalsIgnoreCase(b.substring(0, 1))) {
            return byDefinition(restOfA, restOfB);
        }
        return 1
                + Math.min(
                        byDefinition(restOfA, restOfB), Math.min(byDefinition(restOfA, b), byDefinition(a, restOfB)));
    }
}
