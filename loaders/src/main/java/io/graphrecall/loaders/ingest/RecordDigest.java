package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.NodeLabel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Tells records that changed from those that did not, by a digest kept on each node. */
final class RecordDigest {

    private static final Statements STATEMENTS = new Statements("ingest/record-digest",
            NodeLabel.CONTENT, NodeLabel.ITEM, NodeLabel.USER, NodeLabel.TAG, NodeLabel.CATEGORY);
    private static final ObjectWriter CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build().writer();

    private RecordDigest() {}

    /** 22 characters that differ where two records do; maps are compared whatever their order. */
    static String of(Object... facts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(facts));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record holds a value that is no JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A value as JSON text, the fields of objects in the order of their names. */
    static String json(Object value) {
        try {
            return CANONICAL.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record holds a value that is no JSON", e);
        }
    }

    /** Those records whose digest the graph does not have. */
    static <R> List<R> changed(
            GraphTransaction tx,
            NodeLabel label,
            Collection<R> records,
            Function<R, String> key,
            Function<R, String> digest) {
        Map<String, String> known = new HashMap<>();
        tx.run(STATEMENTS.get(label), Map.of("keys", records.stream().map(key).toList()),
                row -> known.put(row.string("key"), Objects.requireNonNullElse(row.stringOrNull("digest"), "")));
        List<R> changed = new ArrayList<>();
        for (R one : records) {
            if (!digest.apply(one).equals(known.get(key.apply(one)))) {
                changed.add(one);
            }
        }
        return changed;
    }
}
