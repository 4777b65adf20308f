package io.graphrecall.service.http;

import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

/** Level of detail about each content of a response. */
enum Detail implements WireNamed {
    /** Id and score. */
    IDS,
    /** Also its channels, with rank, score and trigger. */
    CHANNELS,
    /** Also the paths in the graph behind it. */
    REASONS;

    /**
     * Returns the detail that a request asks for. It is validated here, as the contract sets the names.
     *
     * @param name    field {@code detail}; null for the default
     * @param explain field {@code explain}: true for {@link #REASONS}
     * @param schema  schema of {@code detail}
     */
    static Detail of(@Nullable String name, @Nullable Boolean explain, FieldSchema schema, FieldErrors errors) {
        boolean reasons = explain != null && explain;
        if (name == null) {
            return reasons ? REASONS : CHANNELS;
        }
        Detail detail = WireNamed.find(Detail.class, name).orElse(null);
        if (detail == null) {
            errors.add("/detail", "is '" + name + "', expected " + schema.expected());
        } else if (reasons && detail != REASONS) {
            errors.add("/detail", "is '" + name + "', but explain asks for reasons");
        }
        return detail == null ? CHANNELS : detail;
    }
}
