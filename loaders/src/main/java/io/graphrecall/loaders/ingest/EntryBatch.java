package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.TagName;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes a batch of contents or items: properties, category, attributes, tags and author. */
final class EntryBatch<E extends CatalogueEntry> {

    private static final Map<String, Object> GIVEN_TAG = Map.of("weight", 1.0, "source", "given");

    private final NodeLabel label;

    EntryBatch(NodeLabel label) {
        this.label = label;
    }

    WriteReport write(BatchTarget graph, List<E> batch) {
        long seq = graph.lock();
        Map<String, EntryProperties> last = new LinkedHashMap<>();
        batch.forEach(entry -> last.put(entry.id().key(), EntryProperties.of(entry)));
        Map<String, String> stored = graph.digests(label, last.keySet());
        List<Rejection> rejected = IntStream.range(0, batch.size())
                .filter(i -> BatchTarget.HELD.equals(stored.get(batch.get(i).id().key())))
                .mapToObj(i -> new Rejection(i, Rejection.HELD)).toList();
        last.keySet().removeIf(key -> BatchTarget.HELD.equals(stored.get(key)));
        List<EntryProperties> changed = last.values().stream()
                .filter(one -> !one.digest().equals(stored.get(one.entry().id().key()))).toList();
        PlaceholderNodes placeholders = new PlaceholderNodes();
        if (!changed.isEmpty()) {
            long incremented = graph.increment();
            graph.putRecords(label, changed.stream().map(one -> one.node(incremented)).toList());
            seq = incremented;
            link(graph, changed.stream().map(EntryProperties::entry).toList(), placeholders);
        }
        return new WriteReport(changed.size(), batch.size() - changed.size() - rejected.size(), rejected, seq,
                placeholders.created());
    }

    private void link(BatchTarget graph, Collection<CatalogueEntry> entries, PlaceholderNodes placeholders) {
        Set<CategoryPath> categories = new LinkedHashSet<>();
        Set<AttributeValue> attributes = new LinkedHashSet<>();
        Links toCategory = new Links(RelationshipType.IN_CATEGORY, label, NodeLabel.CATEGORY);
        Links toAttribute = new Links(RelationshipType.HAS_ATTRIBUTE, label, NodeLabel.ATTRIBUTE);
        Links toTag = new Links(RelationshipType.HAS_TAG, label, NodeLabel.TAG, GIVEN_TAG);
        Links fromAuthor = new Links(RelationshipType.PUBLISHED, NodeLabel.USER, NodeLabel.CONTENT);
        for (CatalogueEntry entry : entries) {
            String key = entry.id().key();
            Description description = entry.description();
            description.categories().forEach(path -> {
                CategoryPath category = new CategoryPath(entry.domain(), path);
                categories.addAll(category.levels());
                toCategory.add(key, category.key());
            });
            description.attributes().forEach((property, values) -> values.forEach(value -> {
                AttributeValue attribute = new AttributeValue(property, value);
                attributes.add(attribute);
                toAttribute.add(key, attribute.key());
            }));
            description.tags().forEach(tag -> {
                placeholders.add(new TagName(tag));
                toTag.add(key, tag);
            });
            if (description.author() != null && label == NodeLabel.CONTENT) {
                placeholders.add(description.author());
                fromAuthor.add(description.author().key(), key);
            }
        }
        if (!categories.isEmpty()) {
            graph.createMissingCategories(categories);
        }
        if (!attributes.isEmpty()) {
            graph.createMissingAttributes(attributes);
        }
        placeholders.createMissing(graph);
        List.of(toCategory, toAttribute, toTag, fromAuthor).forEach(links -> links.create(graph));
    }
}
