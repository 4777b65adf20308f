package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Contents that are newer than the generation: copies of the first contents of a catalogue under new ids, published now.
 * They stay in the graph, so that a load test with them needs a home folder that can be deleted.
 */
final class LiveContents {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BATCH = 10;
    private static final int REPORTED = 500;

    private LiveContents() {}

    /**
     * Posts contents, ten at a time. Prints the mean time of the latest ones in between.
     *
     * @param catalogue contents as JSON Lines
     * @throws IllegalArgumentException if the catalogue has fewer contents
     * @throws IllegalStateException    if the service does not accept them
     */
    static void post(Target target, Path catalogue, int count) throws IOException {
        String prefix = "live-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        ArrayNode batch = JSON.createArrayNode();
        long start = System.nanoTime();
        try (BufferedReader lines = Files.newBufferedReader(catalogue)) {
            for (int i = 0; i < count; i++) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalArgumentException(
                            catalogue + " has " + i + " contents, but live-contents is " + count);
                }
                batch.add(copy(JSON.readTree(line), prefix + i));
                if (batch.size() == BATCH || i == count - 1) {
                    post(target, batch);
                    batch.removeAll();
                }
                if ((i + 1) % REPORTED == 0) {
                    System.err.printf("Posted %,d contents, the last %d in %.1f ms each%n", i + 1, REPORTED,
                            (System.nanoTime() - start) / 1e6 / REPORTED);
                    start = System.nanoTime();
                }
            }
        }
    }

    private static ObjectNode copy(JsonNode content, String id) {
        ObjectNode copy = content.deepCopy();
        copy.put("content_id", id);
        copy.put("published_at", System.currentTimeMillis());
        copy.remove("media");
        return copy;
    }

    private static void post(Target target, ArrayNode contents) {
        Target.Answer answer = target.post("/v1/contents", Buffer.buffer(contents.toString()))
                .timeout(1, TimeUnit.MINUTES).await();
        if (answer.status() != 202 || !answer.body().toString().contains("\"accepted\":" + contents.size())) {
            throw new IllegalStateException("The service did not accept " + contents.size() + " contents: status "
                    + answer.status() + ", " + answer.body());
        }
    }
}
