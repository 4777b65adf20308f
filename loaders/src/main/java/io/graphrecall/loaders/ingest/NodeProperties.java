package io.graphrecall.loaders.ingest;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Properties of a node, without its key property.
 *
 * @param properties values that the graph can store; null removes a property
 */
public record NodeProperties(String key, Map<String, @Nullable Object> properties) {

    public NodeProperties {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Returns a copy with one more property. */
    NodeProperties with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(properties);
        all.put(name, value);
        return new NodeProperties(key, all);
    }
}
