package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {

    private static final Box LAST = new Box(10, 10, 20, 20);

    /** The turns that are compared in the first fifteen frames of doubt. */
    @ParameterizedTest
    @CsvSource({
        "0,1 5 1 5 1 5 - - 1 - - 5 - - 1",
        "1,2 0 2 0 2 0 - - 2 - - 0 - - 2",
        "5,0 4 0 4 0 4 - - 0 - - 4 - - 0",
        "2,3 1 0 3 1 0 - - 3 - - 1 - - 0",
        "3,4 2 0 4 2 0 - - 4 - - 2 - - 0",
        "4,5 3 0 5 3 0 - - 5 - - 3 - - 0"
    })
    void neighboursAndTheFirstAreComparedInTurnAndThenMoreSeldom(int turn, String expected) {
        String compared = IntStream.rangeClosed(1, 15)
                .mapToObj(doubted -> Turns.next(turn, doubted))
                .map(next -> next.isPresent() ? String.valueOf(next.getAsInt()) : "-")
                .collect(Collectors.joining(" "));
        assertThat(compared).isEqualTo(expected);
    }

    @Test
    void whatIsNotInDoubtIsComparedAsItIs() {
        assertThat(Turns.next(2, 0)).isEmpty();
    }

    @Test
    void aTurnIsTakenWhenItIsMuchSurerAtTheSamePlace() {
        assertThat(Turns.surer(0.3, 0.6, LAST, LAST.moved(5, 0))).isTrue();
        assertThat(Turns.surer(0.3, 0.5, LAST, LAST.moved(5, 0))).isFalse();
        assertThat(Turns.surer(0.3, 0.9, LAST, LAST.moved(15, 0))).isFalse();
    }
}
