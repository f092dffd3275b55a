package dev.twintrack.streams.page;

/**
 * A request that is not granted.
 *
 * @param status of HTTP
 * @param reason for the person at the page
 */
public record Refusal(int status, String reason) {}
