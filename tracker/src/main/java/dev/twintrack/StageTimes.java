package dev.twintrack;

/**
 * Where the time of all updates so far went, in nanoseconds.
 *
 * @param updates targets updated
 * @param crop cutting and resizing the search regions
 * @param encoder the network's bare inference
 * @param correlation correlating features with templates outside the network, and reading the response
 * @param rest everything else: planning, memory, status
 */
public record StageTimes(long updates, long crop, long encoder, long correlation, long rest) {

    public long total() {
        return crop + encoder + correlation + rest;
    }
}
