package io.graphrecall.service.catalogue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.UserId;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the ids and records of users from the graph, as of its latest write, so that an erased user is never returned.
 * Thread-safe; calls block. Every method throws a {@link io.graphrecall.schema.RecallException} UNAVAILABLE if the graph
 * does not respond.
 */
public final class UserCatalogue {

    private static final CypherStatement RECORD = CypherStatement.of("recall/user-record");
    private static final CypherStatement KEYS = CypherStatement.of("recall/keys", NodeLabel.USER);
    private static final JsonMapper JSON = new JsonMapper();

    private final GraphClient graph;

    public UserCatalogue(GraphClient graph) {
        this.graph = graph;
    }

    /** Returns the ids of users in a range, in ascending order; those that only events or other records mention included. */
    public List<String> ids(KeyRange range, int limit) {
        return graph.readLatest(KEYS, Map.of("from", range.from(), "to", range.to(), "limit", limit),
                row -> row.string("key"));
    }

    /** Returns the record of a user, empty lists for one that is only mentioned; nothing if the user is unknown. */
    public Optional<UserFacts> find(UserId user) {
        return graph.readLatest(RECORD, Map.of("user_id", user.key()), row -> new UserFacts(
                profile(row), row.strings("follows"), row.strings("blocks"), row.strings("mutes"))).stream()
                .findFirst();
    }

    private static Map<String, Object> profile(GraphRow row) {
        String profile = row.stringOrNull("profile");
        try {
            return profile == null ? Map.of() : JSON.readValue(profile, new TypeReference<>() {
            });
        } catch (JacksonException e) {
            throw new IllegalStateException("the graph has a profile that is not JSON: " + profile, e);
        }
    }
}
