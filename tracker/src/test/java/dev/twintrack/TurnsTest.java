package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {

    private static final Box LAST = new Box(10, 10, 20, 20);

    /** The turns that are compared in the first six frames of doubt. */
    @ParameterizedTest
    @CsvSource({"0,1 5 1 5 1 5", "1,2 0 2 0 2 0", "5,0 4 0 4 0 4", "2,3 1 0 3 1 0", "3,4 2 0 4 2 0", "4,5 3 0 5 3 0"})
    void neighboursAndTheFirstAreComparedInTurn(int turn, String expected) {
        StringBuilder compared = new StringBuilder();
        for (int doubted = 1; doubted <= 6; doubted++) {
            compared.append(doubted > 1 ? " " : "").append(Turns.next(turn, doubted));
        }
        assertThat(compared).hasToString(expected);
    }

    @Test
    void aTurnIsTakenWhenItIsMuchSurerAtTheSamePlace() {
        assertThat(Turns.surer(0.3, 0.6, LAST, LAST.moved(5, 0))).isTrue();
        assertThat(Turns.surer(0.3, 0.5, LAST, LAST.moved(5, 0))).isFalse();
        assertThat(Turns.surer(0.3, 0.9, LAST, LAST.moved(15, 0))).isFalse();
    }
}
