package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Sha256;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
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
        try {
            byte[] hash = Sha256.newDigest().digest(CANONICAL.writeValueAsBytes(facts));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record has a value that cannot be written as JSON", e);
        }
    }

    /** Converts a value to JSON text with sorted field names. */
    static String json(Object value) {
        try {
            return CANONICAL.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record has a value that cannot be written as JSON", e);
        }
    }

    /** Returns the records whose digest differs from the stored one. */
    static <R> List<R> changed(
            BatchTarget graph,
            NodeLabel label,
            Collection<R> records,
            Function<R, String> key,
            Function<R, String> digest) {
        Map<String, String> stored = graph.digests(label, records.stream().map(key).toList());
        List<R> changed = new ArrayList<>();
        for (R record : records) {
            if (!digest.apply(record).equals(stored.get(key.apply(record)))) {
                changed.add(record);
            }
        }
        return changed;
    }
}
