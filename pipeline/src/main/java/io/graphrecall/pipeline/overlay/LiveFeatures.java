package io.graphrecall.pipeline.overlay;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NumericRanges;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Features of changed contents in the ordinals of one generation. A content without tags has those that its text names.
 * Thread-safe.
 */
final class LiveFeatures {

    private final GraphTables tables;
    private final TermVectors terms;
    private final NumericRanges ranges;
    private final QueryReader names;

    /** @param names finds the names of tags in texts */
    LiveFeatures(GraphTables tables, Segmenter segmenter, QueryReader names) {
        this.tables = tables;
        this.names = names;
        FeatureTables ofTerms = tables.features(FeatureSpace.TERM);
        ranges = new NumericRanges(tables.features(FeatureSpace.ATTRIBUTE).index());
        terms = new TermVectors(ofTerms.index(), ofTerms.idf(), segmenter);
    }

    /** Returns the changed content without vectors and derived values. */
    LiveContent describe(ContentChange change, int ordinal) {
        Content content = change.content();
        if (content == null) {
            return new LiveContent(
                    ordinal, change.id().key(), LiveContent.UNKNOWN_TIME, Long.MAX_VALUE, null, null, null,
                    change.seq(),
                    FeatureArrays.EMPTY, Map.of(), Map.of(), Map.of());
        }
        Description description = content.description();
        Map<FeatureSpace, Set<String>> keys = keys(description);
        return new LiveContent(
                ordinal,
                content.id().key(),
                millis(description.publishedAt(), LiveContent.UNKNOWN_TIME),
                millis(description.expiresAt(), Long.MAX_VALUE),
                description.title(),
                description.status(),
                description.author() == null ? null : description.author().key(),
                change.seq(),
                features(keys, description, change.tagWeights()),
                keys,
                Map.of(),
                Map.of());
    }

    private static Map<FeatureSpace, Set<String>> keys(Description description) {
        Map<FeatureSpace, Set<String>> keys = new EnumMap<>(FeatureSpace.class);
        keys.put(FeatureSpace.TAG, Set.copyOf(description.tags()));
        Set<String> categories = new HashSet<>();
        description.categories().forEach(path -> new CategoryPath(CategoryPath.Domain.CONTENT, path)
                .levels().forEach(level -> categories.add(level.key())));
        keys.put(FeatureSpace.CATEGORY, categories);
        Set<String> attributes = new HashSet<>();
        description.attributes().forEach((property, values) -> values.forEach(
                value -> attributes.add(new AttributeValue(property, value).key())));
        keys.put(FeatureSpace.ATTRIBUTE, attributes);
        return keys;
    }

    private FeatureArrays features(
            Map<FeatureSpace, Set<String>> keys, Description description, Map<String, Float> tagWeights) {
        String title = description.title() == null ? "" : description.title();
        String text = description.text() == null ? "" : description.text();
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        keys.forEach((space, given) -> {
            NodeIndex index = tables.features(space).index();
            SparseSum known = new SparseSum(given.size());
            for (String name : given) {
                int feature = index.ordinal(name);
                if (space == FeatureSpace.ATTRIBUTE) {
                    ranges.addFeatures(AttributeValue.ofKey(name), known);
                } else if (space == FeatureSpace.TAG && feature >= 0) {
                    addTag(feature, tagWeights.getOrDefault(name, 1f), known);
                } else if (feature >= 0) {
                    known.add(feature, 1);
                }
            }
            if (space == FeatureSpace.TAG && given.isEmpty()) {
                SparseVector named = names.namedTags(title + "\n" + text);
                for (int i = 0; i < named.size(); i++) {
                    addTag(named.ordinals()[i], named.weights()[i], known);
                }
            }
            vectors.put(space, known.top(Integer.MAX_VALUE));
        });
        vectors.put(FeatureSpace.TERM, terms.of(title, text));
        return new FeatureArrays(vectors);
    }

    private void addTag(int tag, float weight, SparseSum known) {
        SparseTable closure = tables.tagClosure();
        for (int entry = closure.start(tag); entry < closure.end(tag); entry++) {
            known.raise(closure.column(entry), weight * closure.weight(entry));
        }
    }

    private static long millis(@Nullable Instant instant, long absent) {
        return instant == null ? absent : instant.toEpochMilli();
    }
}
