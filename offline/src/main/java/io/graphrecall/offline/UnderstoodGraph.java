package io.graphrecall.offline;

import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.classify.Source;
import io.graphrecall.content.tag.TagMatch;
import io.graphrecall.content.understand.Understanding;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryPath.Domain;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Reads the catalogue from the graph and writes predicted tags, categories and attributes, with their source. */
final class UnderstoodGraph {

    /** Minimum probability of a category, and of a tag that the text does not name. */
    private static final double MIN_PROBABILITY = 0.5;

    /** Minimum weight of a tag that the text names. */
    private static final float MIN_NAMED_WEIGHT = 0.5f;

    private static final int MAX_TAGS = 5;

    /** Sources of predicted relationships. */
    private static final List<String> PREDICTED = Stream.of(Source.TEXT, Source.MEANING, Source.FRAMES)
            .map(Source::wireName).toList();

    private static final CypherStatement TAXONOMY = CypherStatement.of("extract/tags");
    private static final CypherStatement QUERIES = CypherStatement.of("extract/query-texts");
    private static final CypherStatement MAKE_TAGS = CypherStatement.of("ingest/node-merge", NodeLabel.TAG);

    private final GraphClient graph;

    UnderstoodGraph(GraphClient graph) {
        this.graph = graph;
    }

    /** Properties of a predicted relationship. */
    private record Prediction(double weight, String origin) {}

    /** The tags that have a record, and those that other records make parents of tags. */
    List<TagRecord> taxonomy() {
        List<TagRecord> records = new ArrayList<>();
        graph.stream(TAXONOMY, Map.of(), row -> {
            TagName tag = new TagName(row.string("key"));
            List<String> parents = row.strings("parents");
            if (row.flag("described") || !parents.isEmpty() || !row.strings("synonyms").isEmpty()) {
                records.add(new TagRecord(
                        tag, parents.isEmpty() ? null : new TagName(parents.getFirst()), row.strings("synonyms")));
            }
        });
        return records;
    }

    /** Contents or items with their supplied metadata, ordered by key. */
    List<CatalogueEntry> entries(NodeLabel label) {
        List<CatalogueEntry> entries = new ArrayList<>();
        graph.stream(CypherStatement.of("extract/described", label), Map.of(), row -> entries.add(entry(label, row)));
        return entries;
    }

    /** The queries, ordered by text. */
    List<String> queries() {
        return graph.read(QUERIES, Map.of(), row -> row.string("key"));
    }

    private static CatalogueEntry entry(NodeLabel label, GraphRow row) {
        List<String> categories = row.strings("categories");
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        row.strings("attributes").stream().map(AttributeValue::ofKey).forEach(attribute -> attributes
                .computeIfAbsent(attribute.property(), property -> new ArrayList<>()).add(attribute.value()));
        Description description = new Description(row.stringOrNull("title"), row.stringOrNull("description"),
                categories.isEmpty() ? List.of() : CategoryPath.ofKey(categories.getFirst()).path(), attributes,
                row.strings("tags"), null, null, null, Description.Status.ACTIVE, media(row), Map.of(), Map.of());
        String key = row.string("key");
        return label == NodeLabel.CONTENT
                ? new Content(new ContentId(key), description)
                : new Item(new ItemId(key), description);
    }

    private static Description.Media media(GraphRow row) {
        return new Description.Media(row.stringOrNull("cover"),
                row.isNull("frames") ? List.of() : row.strings("frames"), row.stringOrNull("video"),
                row.stringOrNull("audio"), row.stringOrNull("folder"));
    }

    /** Replaces the predictions for contents or items. */
    void replace(NodeLabel label, List<Understanding> understood, Progress progress) {
        Domain domain = label == NodeLabel.CONTENT ? Domain.CONTENT : Domain.ITEM;
        Map<Link, Prediction> tags = new HashMap<>();
        Map<Link, Prediction> categories = new HashMap<>();
        Map<Link, Prediction> attributes = new HashMap<>();
        for (Understanding one : understood) {
            addTags(one.id(), one.tags(), tags);
            CategoryPrediction category = one.category();
            List<String> path = category == null ? List.of() : category.confidentPath(MIN_PROBABILITY);
            if (category != null && !path.isEmpty()) {
                categories.put(new Link(one.id(), new CategoryPath(domain, path).key()),
                        new Prediction(category.scores().get(path.size() - 1), category.source().wireName()));
            }
            one.attributes().forEach(match -> attributes
                    .put(new Link(one.id(), match.value().key()),
                            new Prediction(match.score(), match.source().wireName())));
        }
        progress.begin("Writing confident predictions for " + (label == NodeLabel.CONTENT ? "contents" : "items"), -1);
        makeTags(tags);
        write(label, RelationshipType.HAS_TAG, NodeLabel.TAG, PREDICTED, tags, progress);
        write(label, RelationshipType.IN_CATEGORY, NodeLabel.CATEGORY, PREDICTED, categories, progress);
        write(label, RelationshipType.HAS_ATTRIBUTE, NodeLabel.ATTRIBUTE, PREDICTED, attributes, progress);
        progress.end(String.join(", ", Counts.of(tags.size(), "tag"), Counts.of(categories.size(), "category"),
                Counts.of(attributes.size(), "attribute")));
    }

    /** Replaces the predicted tags of queries, without those that a query names. */
    void replaceQueryTags(List<String> queries, List<List<TagMatch>> tags, Progress progress) {
        Map<Link, Prediction> predicted = new HashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            addTags(queries.get(i), tags.get(i).stream()
                    .filter(tag -> tag.source() == Source.MEANING).toList(), predicted);
        }
        progress.begin("Writing confident tags of queries", -1);
        write(NodeLabel.QUERY, RelationshipType.HAS_TAG, NodeLabel.TAG, List.of(Source.MEANING.wireName()), predicted,
                progress);
        progress.end(Counts.of(predicted.size(), "tag"));
    }

    private static void addTags(String key, List<TagMatch> tags, Map<Link, Prediction> links) {
        tags.stream().filter(tag -> tag.source() == Source.TEXT || tag.score() >= MIN_PROBABILITY)
                .limit(MAX_TAGS)
                .forEach(tag -> links.put(new Link(key, tag.tag()),
                        new Prediction(Math.max(MIN_NAMED_WEIGHT, tag.score()), tag.source().wireName())));
    }

    private void makeTags(Map<Link, Prediction> tags) {
        tags.keySet().stream().map(Link::to).sorted().distinct().gather(Gatherers.windowFixed(DerivedLinks.BATCH))
                .forEach(keys -> graph.write(tx -> tx.execute(MAKE_TAGS, Map.of("keys", keys))));
    }

    private void write(NodeLabel source, RelationshipType type, NodeLabel target, List<String> origins,
            Map<Link, Prediction> predictions, Progress progress) {
        new DerivedLinks<>(CypherStatement.of("extract/understood", type, source, target),
                CypherStatement.of("extract/unset-understood", type, source, target),
                CypherStatement.of("extract/set-understood", type, source, target), Map.of("origins", origins),
                row -> new Prediction(row.real("weight"), row.string("origin")),
                one -> Map.of("weight", one.weight(), "origin", one.origin())).replace(graph, predictions, progress);
    }
}
