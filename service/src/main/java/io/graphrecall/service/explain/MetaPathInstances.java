package io.graphrecall.service.explain;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.UserSteps;
import io.graphrecall.service.live.ServingPath;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds instances of meta-paths: the strongest one by the generation's tables, each of its steps then looked up in the
 * graph. Thread-safe.
 */
final class MetaPathInstances {

    private static final CypherStatement TO_TRIGGER = CypherStatement.of("recall/path-to-trigger");

    private final PathRows rows;

    MetaPathInstances(PathRows rows) {
        this.rows = rows;
    }

    /** One step of one instance, to be looked up: its row's place and what it asks. */
    private record Lookup(int place, CypherStatement statement, Map<String, Object> asked) {}

    /** The instances of some questions by their places; none where the graph lacks one of its steps. */
    Map<Integer, ExplainedPath> find(RecallQuery query, Map<Integer, PathFinder.Question> questions) {
        List<Lookup> lookups = new ArrayList<>();
        Map<Integer, List<List<Integer>>> stepsOf = new HashMap<>();
        questions.forEach((place, question) -> stepsOf.put(place, lookups(query, question, lookups)));
        Map<CypherStatement, List<Map<String, Object>>> asked = new HashMap<>();
        lookups.forEach(lookup -> asked.computeIfAbsent(lookup.statement, none -> new ArrayList<>())
                .add(lookup.asked));
        Map<Integer, ExplainedPath> found = new HashMap<>();
        asked.forEach((statement, ofStatement) -> found.putAll(rows.ask(statement, ofStatement)));
        Map<Integer, ExplainedPath> paths = new HashMap<>();
        stepsOf.forEach((place, steps) -> {
            List<ExplainedPath> parts = steps.stream()
                    .map(choices -> choices.stream().map(found::get).filter(Objects::nonNull).findFirst().orElse(null))
                    .filter(Objects::nonNull).toList();
            if (!steps.isEmpty() && parts.size() == steps.size()) {
                String name = Objects.requireNonNull(questions.get(place)).reason().metaPath();
                paths.put(place, joined(name, parts, steps.size()));
            }
        });
        return paths;
    }

    /** Adds what is to be looked up; for each step the places of the rows any of which will do. */
    private static List<List<Integer>> lookups(
            RecallQuery query, PathFinder.Question question, List<Lookup> lookups) {
        ServingPath path = query.snapshot().paths().stream()
                .filter(candidate -> candidate.parameters().name().equals(question.reason().metaPath())).findFirst()
                .orElseThrow();
        List<List<Integer>> steps = new ArrayList<>();
        String user = query.user().user().key();
        List<ServingPath.Node> nodes;
        if (question.reason().kind() == Reason.Kind.CONTENT) {
            steps.add(List.of(add(TO_TRIGGER, Map.of("user", user, "key", question.reason().key()), lookups)));
            nodes = path.strongest(
                    query.snapshot().contentOrdinal(question.reason().key()), question.content(),
                    query.snapshot().overlay());
        } else {
            nodes = new ArrayList<>(path.strongest(
                    UserSteps.of(query).starts(path.parameters()), question.content(), query.snapshot().overlay()));
            nodes.addFirst(new ServingPath.Node(NodeLabel.USER, user));
        }
        List<MetaPath.Step> relationships = path.parameters().path().steps();
        for (int step = 0; step < relationships.size() && nodes.size() > relationships.size(); step++) {
            ServingPath.Node left = nodes.get(step);
            ServingPath.Node right = nodes.get(step + 1);
            if (!relationships.get(step).repeated() || !left.equals(right)) {
                steps.add(choices(relationships.get(step), left, right, lookups));
            }
        }
        return nodes.size() > relationships.size() ? steps : List.of();
    }

    private static List<Integer> choices(
            MetaPath.Step step, ServingPath.Node left, ServingPath.Node right, List<Lookup> lookups) {
        ServingPath.Node source = step.forward() ? left : right;
        ServingPath.Node target = step.forward() ? right : left;
        List<Integer> places = new ArrayList<>();
        for (RelationshipType type : step.types()) {
            if (type.from().contains(source.label()) && type.to().contains(target.label())) {
                CypherStatement statement = CypherStatement.of(
                        step.repeated() ? "recall/path-chain" : "recall/path-step", type, source.label(),
                        target.label());
                places.add(add(statement, Map.of("source", source.key(), "target", target.key()), lookups));
            }
        }
        return places;
    }

    private static int add(CypherStatement statement, Map<String, Object> asked, List<Lookup> lookups) {
        Map<String, Object> row = new HashMap<>(asked);
        row.put("place", lookups.size());
        lookups.add(new Lookup(lookups.size(), statement, row));
        return lookups.size() - 1;
    }

    /** The parts one after another, each turned so that it begins where the one before ends. */
    private static ExplainedPath joined(@Nullable String name, List<ExplainedPath> parts, int steps) {
        List<ExplainedPath.Node> nodes = new ArrayList<>();
        List<ExplainedPath.Relationship> relationships = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            ExplainedPath part = parts.get(i);
            boolean turned = i == 0
                    ? !part.nodes().getFirst().type().equals(NodeLabel.USER.label())
                    : !sameNode(part.nodes().getFirst(), nodes.getLast());
            ExplainedPath next = turned ? part.reversed() : part;
            nodes.addAll(i == 0 ? next.nodes() : next.nodes().subList(1, next.nodes().size()));
            relationships.addAll(next.relationships());
        }
        return new ExplainedPath(name, nodes, relationships);
    }

    private static boolean sameNode(ExplainedPath.Node one, ExplainedPath.Node other) {
        return one.type().equals(other.type()) && one.id().equals(other.id());
    }
}
