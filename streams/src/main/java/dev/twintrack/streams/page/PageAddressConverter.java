package dev.twintrack.streams.page;

import dev.twintrack.TwintrackException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --page [HOST:]PORT}. */
public final class PageAddressConverter implements ITypeConverter<PageAddress> {

    @Override
    public PageAddress convert(String value) {
        try {
            return PageAddress.parse(value);
        } catch (TwintrackException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
