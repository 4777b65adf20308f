package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * List lengths and channel contributions of a sample of the answers. Parsing every answer would take processor time
 * from the service under test. For one thread.
 */
final class AnswerSamples {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SAMPLING_INTERVAL = 101;

    private final SortedMap<String, Sums> channels = new TreeMap<>();
    private long received;
    private long sampled;
    private long returned;

    /** Sums over the sampled answers for one channel. */
    private static final class Sums {
        private long requests;
        private long nonEmpty;
        private long returned;
        private long kept;
    }

    /** Counts an answer and parses it if it falls into the sample. */
    void add(Buffer answer) throws IOException {
        if (received++ % SAMPLING_INTERVAL != 0) {
            return;
        }
        JsonNode coverage = JSON.readTree(answer.getBytes()).path("coverage");
        sampled++;
        returned += coverage.path("returned").asLong();
        for (JsonNode channel : coverage.path("channels")) {
            Sums sums = channels.computeIfAbsent(channel.path("id").asText(), id -> new Sums());
            long length = channel.path("returned").asLong();
            sums.requests++;
            sums.nonEmpty += length > 0 ? 1 : 0;
            sums.returned += length;
            sums.kept += channel.path("kept").asLong();
        }
    }

    /** Returns the means over the sample. */
    Summary summary() {
        SortedMap<String, Channel> means = new TreeMap<>();
        channels.forEach((id, sums) -> means.put(id, new Channel(
                (double) sums.nonEmpty / sums.requests, (double) sums.returned / sums.requests,
                (double) sums.kept / sums.requests)));
        return new Summary(sampled, sampled == 0 ? 0 : (double) returned / sampled, means);
    }

    /**
     * Means over the sampled answers.
     *
     * @param sampled  number of sampled answers
     * @param returned mean number of contents in an answer
     */
    record Summary(long sampled, double returned, SortedMap<String, Channel> channels) {}

    /**
     * Contribution of one channel.
     *
     * @param nonEmpty share of the answers for which the channel returned at least one content
     * @param returned mean number of contents that the channel returned
     * @param kept     mean number of contents in the answer that are credited to the channel
     */
    record Channel(double nonEmpty, double returned, double kept) {}
}
