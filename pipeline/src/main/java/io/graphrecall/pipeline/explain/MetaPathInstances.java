package io.graphrecall.pipeline.explain;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.metapath.ServingPath;
import io.graphrecall.pipeline.channel.metapath.ServingPaths;
import io.graphrecall.pipeline.channel.metapath.UserSteps;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds instances of meta-paths: the strongest instance in the generation's tables, whose steps are then read from the
 * graph. Thread-safe.
 */
record MetaPathInstances(PathRows rows) {

    private static final CypherStatement TO_TRIGGER = CypherStatement.of("recall/path-to-trigger");

    /** Returns the instances behind some reasons, by the index of the reason. Absent if the graph lacks a step. */
    Map<Integer, ExplainedPath> find(RecallQuery query, Map<Integer, PathFinder.ChannelReason> reasons) {
        List<PathRows.Lookup> lookups = new ArrayList<>();
        Map<Integer, List<List<Integer>>> stepsOf = new HashMap<>();
        reasons.forEach((index, reason) -> stepsOf.put(index, lookups(query, reason, lookups)));
        Map<Integer, ExplainedPath> found = rows.find(lookups);
        Map<Integer, ExplainedPath> paths = new HashMap<>();
        stepsOf.forEach((index, steps) -> {
            List<ExplainedPath> parts = steps.stream()
                    .map(alternatives -> alternatives.stream().map(found::get).filter(Objects::nonNull).findFirst()
                            .orElse(null))
                    .filter(Objects::nonNull).toList();
            if (!steps.isEmpty() && parts.size() == steps.size()) {
                String name = Objects.requireNonNull(reasons.get(index)).reason().metaPath();
                paths.put(index, joined(name, parts));
            }
        });
        return paths;
    }

    /** Adds the lookups of an instance. Returns for each step the indexes of its alternative lookups. */
    private static List<List<Integer>> lookups(
            RecallQuery query, PathFinder.ChannelReason reason, List<PathRows.Lookup> lookups) {
        ServingPath path = Objects.requireNonNull(query.snapshot().module(ServingPaths.class)).paths().stream()
                .filter(candidate -> candidate.parameters().name().equals(reason.reason().metaPath())).findFirst()
                .orElseThrow();
        List<List<Integer>> steps = new ArrayList<>();
        String user = query.user().user().key();
        List<ServingPath.Node> nodes;
        if (reason.reason().kind() == Reason.Kind.CONTENT) {
            steps.add(List.of(add(TO_TRIGGER, Map.of("user", user, "key", reason.reason().key()), lookups)));
            nodes = path.strongest(
                    query.snapshot().contentOrdinal(reason.reason().key()), reason.content(),
                    query.snapshot().overlay());
        } else {
            nodes = new ArrayList<>(path.strongest(
                    new UserSteps(query).starts(path.parameters()), reason.content(), query.snapshot().overlay()));
            nodes.addFirst(new ServingPath.Node(NodeLabel.USER, user));
        }
        List<MetaPath.Step> relationships = path.parameters().path().steps();
        for (int step = 0; step < relationships.size() && nodes.size() > relationships.size(); step++) {
            ServingPath.Node left = nodes.get(step);
            ServingPath.Node right = nodes.get(step + 1);
            if (!relationships.get(step).repeated() || !left.equals(right)) {
                steps.add(alternatives(relationships.get(step), left, right, lookups));
            }
        }
        return nodes.size() > relationships.size() ? steps : List.of();
    }

    private static List<Integer> alternatives(
            MetaPath.Step step, ServingPath.Node left, ServingPath.Node right, List<PathRows.Lookup> lookups) {
        ServingPath.Node source = step.forward() ? left : right;
        ServingPath.Node target = step.forward() ? right : left;
        List<Integer> indexes = new ArrayList<>();
        for (RelationshipType type : step.types()) {
            if (type.from().contains(source.label()) && type.to().contains(target.label())) {
                CypherStatement statement = CypherStatement.of(
                        step.repeated() ? "recall/path-chain" : "recall/path-step", type, source.label(),
                        target.label());
                indexes.add(add(statement, Map.of("source", source.key(), "target", target.key()), lookups));
            }
        }
        return indexes;
    }

    private static int add(CypherStatement statement, Map<String, Object> parameters, List<PathRows.Lookup> lookups) {
        Map<String, Object> row = new HashMap<>(parameters);
        row.put("position", lookups.size());
        lookups.add(new PathRows.Lookup(statement, row));
        return lookups.size() - 1;
    }

    /** Concatenates the parts. A part is reversed if it does not start at the end of the part before. */
    private static ExplainedPath joined(@Nullable String name, List<ExplainedPath> parts) {
        List<ExplainedPath.Node> nodes = new ArrayList<>();
        List<ExplainedPath.Relationship> relationships = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ExplainedPath part = parts.get(i);
            boolean reversed = i == 0
                    ? !part.nodes().getFirst().type().equals(NodeLabel.USER.label())
                    : !sameNode(part.nodes().getFirst(), nodes.getLast());
            ExplainedPath next = reversed ? part.reversed() : part;
            nodes.addAll(i == 0 ? next.nodes() : next.nodes().subList(1, next.nodes().size()));
            relationships.addAll(next.relationships());
        }
        return new ExplainedPath(name, nodes, relationships);
    }

    private static boolean sameNode(ExplainedPath.Node one, ExplainedPath.Node other) {
        return one.type().equals(other.type()) && one.key().equals(other.key());
    }
}
