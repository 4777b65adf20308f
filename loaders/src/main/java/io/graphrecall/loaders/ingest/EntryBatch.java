package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
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

/** Writes a batch of contents or items: properties, category, attributes, tags and author. */
final class EntryBatch<E extends CatalogueEntry> {

    private static final CypherStatement MERGE_ATTRIBUTES = CypherStatement.of("ingest/attribute-merge");
    private static final CypherStatement UNLINK_AUTHORS = CypherStatement.of("ingest/author-unlink");
    private static final CypherStatement LINK_AUTHORS = CypherStatement.of("ingest/link", RelationshipType.PUBLISHED);

    private final NodeLabel label;
    private final CypherStatement write;
    private final CypherStatement unlink;
    private final CypherStatement linkCategory;
    private final CypherStatement linkAttribute;
    private final CypherStatement linkTag;

    EntryBatch(NodeLabel label) {
        this.label = label;
        write = CypherStatement.of("ingest/entry-write", label);
        unlink = CypherStatement.of("ingest/entry-unlink", label);
        linkCategory = CypherStatement.of("ingest/link", RelationshipType.IN_CATEGORY, label, NodeLabel.CATEGORY);
        linkAttribute = CypherStatement.of("ingest/link", RelationshipType.HAS_ATTRIBUTE, label, NodeLabel.ATTRIBUTE);
        linkTag = CypherStatement.of("ingest/tag-link", RelationshipType.HAS_TAG, label, NodeLabel.TAG);
    }

    WriteReport write(GraphTransaction tx, List<E> batch) {
        long seq = Sequence.lock(tx);
        Map<String, EntryProperties> last = new LinkedHashMap<>();
        batch.forEach(entry -> last.put(entry.id().key(), EntryProperties.of(entry)));
        List<EntryProperties> changed = RecordDigest.changed(tx, label, last.values(), one -> one.entry().id().key(),
                EntryProperties::digest);
        PlaceholderNodes placeholders = new PlaceholderNodes();
        if (!changed.isEmpty()) {
            seq = Sequence.increment(tx);
            put(tx, changed, seq);
            link(tx, changed.stream().map(EntryProperties::entry).toList(), placeholders);
        }
        return new WriteReport(changed.size(), batch.size() - changed.size(), List.of(), seq, placeholders.created());
    }

    private void put(GraphTransaction tx, List<EntryProperties> changed, long seq) {
        List<String> keys = changed.stream().map(one -> one.entry().id().key()).toList();
        tx.execute(unlink, Map.of("keys", keys));
        if (label == NodeLabel.CONTENT) {
            tx.execute(UNLINK_AUTHORS, Map.of("keys", keys));
        }
        tx.execute(write, Map.of("rows", changed.stream().map(one -> one.row(label, seq)).toList()));
    }

    private void link(GraphTransaction tx, Collection<CatalogueEntry> entries, PlaceholderNodes placeholders) {
        Categories categories = new Categories();
        Set<AttributeValue> attributes = new LinkedHashSet<>();
        Links toCategory = new Links(linkCategory);
        Links toAttribute = new Links(linkAttribute);
        Links toTag = new Links(linkTag);
        Links fromAuthor = new Links(LINK_AUTHORS);
        for (CatalogueEntry entry : entries) {
            String key = entry.id().key();
            Description description = entry.description();
            description.categories().forEach(path -> {
                CategoryPath category = new CategoryPath(entry.domain(), path);
                categories.add(category);
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
        categories.merge(tx);
        mergeAttributes(tx, attributes);
        placeholders.merge(tx);
        List.of(toCategory, toAttribute, toTag, fromAuthor).forEach(links -> links.create(tx));
    }

    private static void mergeAttributes(GraphTransaction tx, Set<AttributeValue> attributes) {
        if (!attributes.isEmpty()) {
            tx.execute(MERGE_ATTRIBUTES,
                    Map.of("rows", attributes.stream()
                            .map(one -> Map.of("key", one.key(), "property", one.property(), "value", one.value()))
                            .toList()));
        }
    }
}
