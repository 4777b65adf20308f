package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Sha256;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Detects changed records by a digest stored on each node. */
final class RecordDigest {

    private static final ObjectWriter CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build().writer();

    private RecordDigest() {}

    /** Computes a digest of 22 characters. The order of map entries does not matter. */
    static String of(Object... facts) {
        byte[] hash = Sha256.newDigest().digest(json(facts).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    }

    /** Converts a value to JSON text with sorted field names. */
    static String json(Object value) {
        try {
            return CANONICAL.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record has a value that cannot be written as JSON", e);
        }
    }

    /** Returns the records, given by key, whose digest differs from the stored one. */
    static <R> List<R> changed(
            BatchTarget graph, NodeLabel label, Map<String, R> records, Function<R, String> digest) {
        Map<String, String> stored = graph.digests(label, records.keySet());
        return records.entrySet().stream()
                .filter(record -> !digest.apply(record.getValue()).equals(stored.get(record.getKey())))
                .map(Map.Entry::getValue).toList();
    }
}
