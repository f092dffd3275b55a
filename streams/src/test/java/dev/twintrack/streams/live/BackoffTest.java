package dev.twintrack.streams.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The waits between attempts to connect, and how they are asked for. */
class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    void waitsDoubleUpToTheLongest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, 0, new Random(1));
        assertThat(waits(backoff, 9)).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
    }

    @Test
    void chanceShortensAWaitByItsShareAtMost() {
        Backoff even = new Backoff(FIRST, LONGEST, 0, new Random(1));
        Backoff jittered = new Backoff(FIRST, LONGEST, 0.5, new Random(1));
        List<Long> longest = waits(even, 200);
        List<Long> waits = waits(jittered, 200);
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isBetween(longest.get(i) / 2, longest.get(i));
        }
        assertThat(waits.subList(10, 200).stream().distinct().count()).isGreaterThan(150);
    }

    @Test
    void sameSeedGivesTheSameWaits() {
        assertThat(waits(new Backoff(FIRST, LONGEST, 0.5, new Random(3)), 20))
                .isEqualTo(waits(new Backoff(FIRST, LONGEST, 0.5, new Random(3)), 20));
    }

    @Test
    void connectionThatWasWorthItsWaitMakesThemShortAgain() {
        Backoff backoff = new Backoff(FIRST, LONGEST, 0, new Random(1));
        waits(backoff, 4);
        backoff.lasted(Duration.ofMillis(3999));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(8));
        backoff.lasted(Duration.ofSeconds(9));
        assertThat(backoff.next()).isEqualTo(FIRST);
    }

    @Test
    void waitsThatCannotBeAreRefused() {
        Reconnect usual = Reconnect.defaults();
        assertThatThrownBy(() -> usual.withDelays(Duration.ZERO, LONGEST)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> usual.withDelays(LONGEST, FIRST)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> usual.withGiveUpAfter(Duration.ofSeconds(-1))).isInstanceOf(TwintrackException.class);
    }

    @ParameterizedTest
    @CsvSource({"30,30000", "0,0", "500ms,500", "1.5s,1500", "5m,300000", "2h,7200000"})
    void timesAreReadWithTheirUnit(String text, long millis) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1d", "1 s", "NaN", "1e9s", "99999999999s"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    private static List<Long> waits(Backoff backoff, int count) {
        return Stream.generate(backoff::next)
                .limit(count)
                .map(Duration::toMillis)
                .toList();
    }
}
