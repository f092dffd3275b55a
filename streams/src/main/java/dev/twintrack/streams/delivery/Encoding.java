package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * The forms in which events leave the process: the same fields with the same values. The header {@code content-type} of
 * a record says which form its body has.
 */
public enum Encoding {
    /** {@link EventJson}: one object, as {@code event.schema.json} describes. */
    JSON(EventJson.CONTENT_TYPE),
    /** Message {@code twintrack.v1.Event} of {@code event.proto}. */
    PROTOBUF("application/protobuf");

    private static final String CONTENT_TYPE = "content-type";

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /** The media type of the body. */
    public String contentType() {
        return contentType;
    }

    /** The body of a record. */
    public byte[] write(Event event) {
        return this == JSON ? EventJson.write(event).getBytes(StandardCharsets.UTF_8) : EventProtobuf.write(event);
    }

    /**
     * The event in a record's body.
     *
     * @throws TwintrackException when it is none
     */
    public Event read(byte[] body) {
        return this == JSON ? EventJson.read(new String(body, StandardCharsets.UTF_8)) : EventProtobuf.read(body);
    }

    /** The headers of a record with such a body: those of CloudEvents, and the media type. */
    public Map<String, String> headers(Event event) {
        Map<String, String> headers = new LinkedHashMap<>(EventJson.headers(event));
        headers.put(CONTENT_TYPE, contentType);
        return headers;
    }

    /**
     * The encoding that a record's headers name; JSON where they name none.
     *
     * @throws TwintrackException when they name another
     */
    public static Encoding of(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(CONTENT_TYPE))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .map(Encoding::ofContentType)
                .orElse(JSON);
    }

    private static Encoding ofContentType(String value) {
        String essence = value.split(";", 2)[0].strip();
        return Arrays.stream(values())
                .filter(encoding -> encoding.contentType.equalsIgnoreCase(essence))
                .findFirst()
                .orElseThrow(() -> new TwintrackException(
                        "not an event: content-type is '%s', and events are application/json or application/protobuf"
                                .formatted(value)));
    }
}
