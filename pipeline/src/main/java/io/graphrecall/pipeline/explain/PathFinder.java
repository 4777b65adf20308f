package io.graphrecall.pipeline.explain;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.cluster.ServingClusters;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the paths in the graph behind the reasons of channels. Paths are read from the current graph, so that an
 * explanation never contains a path that no longer exists. Thread-safe; calls block.
 */
public final class PathFinder {

    private static final String I2I = "i2i";
    private static final String CLUSTER = "cluster";

    private final PathRows rows;
    private final MetaPathInstances instances;

    public PathFinder(GraphClient graph) {
        rows = new PathRows(graph);
        instances = new MetaPathInstances(rows);
    }

    /**
     * A channel's reason for a content.
     *
     * @param content an ordinal of the query's snapshot
     */
    public record ChannelReason(String channel, Reason reason, int content) {}

    /**
     * Returns one path per reason, in the order of the reasons. Null if the graph has no such path.
     *
     * @param query the query of the recall
     */
    public List<@Nullable ExplainedPath> find(RecallQuery query, List<ChannelReason> reasons) {
        List<PathRows.Lookup> lookups = new ArrayList<>();
        Map<Integer, ChannelReason> ofMetaPaths = new HashMap<>();
        ServingClusters clusters = query.snapshot().module(ServingClusters.class);
        for (int index = 0; index < reasons.size(); index++) {
            ChannelReason reason = reasons.get(index);
            String statement = statement(reason);
            if (reason.reason().metaPath() != null) {
                ofMetaPaths.put(index, reason);
            } else if (statement != null) {
                lookups.add(new PathRows.Lookup(CypherStatement.of(statement), Map.of(
                        "position", index, "user", query.user().user().key(), "key", reason.reason().key(), "content",
                        query.snapshot().contentId(reason.content()),
                        "space", clusters == null ? "" : clusters.space().name())));
            }
        }
        Map<Integer, ExplainedPath> found = new HashMap<>(instances.find(query, ofMetaPaths));
        found.putAll(rows.find(lookups));
        List<@Nullable ExplainedPath> paths = new ArrayList<>(reasons.size());
        for (int index = 0; index < reasons.size(); index++) {
            paths.add(found.get(index));
        }
        return paths;
    }

    private static @Nullable String statement(ChannelReason reason) {
        return switch (reason.reason().kind()) {
            case CONTENT -> switch (reason.channel()) {
                case I2I -> "recall/path-by-users";
                case CLUSTER -> "recall/path-by-cluster";
                default -> "recall/path-to-trigger";
            };
            case TAG -> "recall/path-by-tag";
            case CATEGORY -> "recall/path-by-category";
            case ATTRIBUTE -> "recall/path-by-attribute";
            case QUERY -> "recall/path-by-query";
            case TERM, VECTOR, METAPATH -> null;
        };
    }
}
