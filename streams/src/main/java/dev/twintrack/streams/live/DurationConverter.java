package dev.twintrack.streams.live;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time on the command line: a number with {@code ms}, {@code s}, {@code m} or {@code h}; seconds without. */
public final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");

    @Override
    public Duration convert(String value) {
        Matcher parts = FORM.matcher(value.strip());
        if (!parts.matches()) {
            throw new TypeConversionException("'%s' is no time: give 500ms, 30s, 5m or 2h".formatted(value));
        }
        double nanos = Double.parseDouble(parts.group(1)) * unit(parts.group(2));
        return Duration.ofNanos(Math.round(Math.min(nanos, Long.MAX_VALUE / 2.0)));
    }

    private static double unit(String name) {
        if (name == null) {
            return 1e9;
        }
        return switch (name) {
            case "ms" -> 1e6;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e9;
        };
    }
}
