package io.graphrecall.service.explain;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallQuery;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds for the reasons of channels the ways through the graph that they stand for. Ways are read from the graph as it is
 * now, so that nothing is told that it does not hold. Thread-safe; blocks.
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
     * A reason to be shown.
     *
     * @param channel the channel whose reason it is
     * @param content the content that it leads to, an ordinal of the query's snapshot
     */
    public record Question(String channel, Reason reason, int content) {}

    /**
     * The ways that stand for some reasons, in their order; null where the graph has none for it.
     *
     * @param query what the channels were asked
     */
    public List<@Nullable ExplainedPath> find(RecallQuery query, List<Question> questions) {
        Map<CypherStatement, List<Map<String, Object>>> asked = new HashMap<>();
        Map<Integer, Question> alongPaths = new HashMap<>();
        for (int place = 0; place < questions.size(); place++) {
            Question question = questions.get(place);
            String statement = statement(question);
            String key = key(question.reason(), query);
            if (question.reason().metaPath() != null) {
                alongPaths.put(place, question);
            } else if (statement != null && key != null) {
                asked.computeIfAbsent(CypherStatement.of(statement), none -> new ArrayList<>()).add(Map.of(
                        "place", place, "user", query.user().user().key(), "key", key, "content",
                        query.snapshot().contentId(question.content())));
            }
        }
        Map<Integer, ExplainedPath> found = new HashMap<>(instances.find(query, alongPaths));
        asked.forEach((statement, ofStatement) -> found.putAll(rows.ask(statement, ofStatement)));
        List<@Nullable ExplainedPath> paths = new ArrayList<>(questions.size());
        for (int place = 0; place < questions.size(); place++) {
            paths.add(found.get(place));
        }
        return paths;
    }

    private static @Nullable String statement(Question question) {
        return switch (question.reason().kind()) {
            case CONTENT -> switch (question.channel()) {
                case I2I -> "recall/path-by-users";
                case CLUSTER -> "recall/path-by-cluster";
                default -> "recall/path-to-trigger";
            };
            case TAG -> "recall/path-by-tag";
            case CATEGORY -> "recall/path-by-category";
            case ATTRIBUTE -> "recall/path-by-attribute";
            case QUERY -> "recall/path-by-query";
            case TERM, METAPATH -> null;
        };
    }

    /** The key of the node that a reason names; null where it cannot be told. */
    private static @Nullable String key(Reason reason, RecallQuery query) {
        return switch (reason.kind()) {
            case CATEGORY -> query.snapshot().categories(reason.key()).stream()
                    .map(query.snapshot().tables().features(FeatureSpace.CATEGORY).index()::key)
                    .filter(key -> String.join("/", CategoryPath.ofKey(key).path()).equals(reason.key())).findFirst()
                    .orElse(null);
            case ATTRIBUTE -> {
                int equals = reason.key().indexOf('=');
                yield equals < 0
                        ? null
                        : new AttributeValue(reason.key().substring(0, equals), reason.key().substring(equals + 1))
                                .key();
            }
            default -> reason.key();
        };
    }
}
