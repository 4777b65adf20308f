package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one answer in many in full: how long the lists are and what each channel adds. Reading all would take time from
 * the service that is measured. For one thread.
 */
final class AnswerSamples {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int EVERY = 101;

    private final SortedMap<String, Sums> channels = new TreeMap<>();
    private long seen;
    private long read;
    private long returned;

    /** What the answers that were read say of one channel. */
    private static final class Sums {
        private long asked;
        private long something;
        private long returned;
        private long kept;
    }

    /** Takes an answer, and reads it if it is its turn. */
    void take(Buffer answer) throws IOException {
        if (seen++ % EVERY != 0) {
            return;
        }
        JsonNode coverage = JSON.readTree(answer.getBytes()).path("coverage");
        read++;
        returned += coverage.path("returned").asLong();
        for (JsonNode channel : coverage.path("channels")) {
            Sums sums = channels.computeIfAbsent(channel.path("id").asText(), id -> new Sums());
            long length = channel.path("returned").asLong();
            sums.asked++;
            sums.something += length > 0 ? 1 : 0;
            sums.returned += length;
            sums.kept += channel.path("kept").asLong();
        }
    }

    /** What was read, on average. */
    Summary summary() {
        SortedMap<String, Channel> means = new TreeMap<>();
        channels.forEach((id, sums) -> means.put(id, new Channel(
                (double) sums.something / sums.asked, (double) sums.returned / sums.asked,
                (double) sums.kept / sums.asked)));
        return new Summary(read, read == 0 ? 0 : (double) returned / read, means);
    }

    /**
     * What the sampled answers hold.
     *
     * @param read     how many answers were read
     * @param returned contents in an answer, on average
     */
    record Summary(long read, double returned, SortedMap<String, Channel> channels) {}

    /**
     * What a channel brings.
     *
     * @param something share of the answers for which it returned anything
     * @param returned  contents it returned, on average
     * @param kept      contents in the answer that it is credited with, on average
     */
    record Channel(double something, double returned, double kept) {}
}
