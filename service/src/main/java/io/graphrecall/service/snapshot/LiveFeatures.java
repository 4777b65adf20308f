package io.graphrecall.service.snapshot;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedVectors;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts a changed content into the ordinals of a generation. Thread-safe. */
final class LiveFeatures {

    private final GraphTables tables;
    private final Map<String, ServingSpace> spaces;
    private final TermVectors terms;
    private final ServingModels models;
    private final @Nullable ServingGraph graph;

    /**
     * @param models what was learned for the generation
     * @param graph  the vectors of the generation's meta-path GCN; null where it has none
     */
    LiveFeatures(
            GraphTables tables, Map<String, ServingSpace> spaces, Segmenter segmenter,
            ServingModels models, @Nullable ServingGraph graph) {
        this.models = models;
        this.graph = graph;
        this.spaces = spaces;
        this.tables = tables;
        FeatureTables ofTerms = tables.features(FeatureSpace.TERM);
        terms = new TermVectors(ofTerms.index(), ofTerms.idf(), segmenter);
    }

    LiveContent understand(ContentChange change, int ordinal) {
        Content content = change.content();
        if (content == null) {
            return new LiveContent(
                    ordinal,
                    change.id().key(),
                    ServingSnapshot.UNKNOWN_TIME,
                    Long.MAX_VALUE,
                    false,
                    null,
                    change.seq(),
                    FeatureArrays.EMPTY,
                    Map.of(),
                    Map.of());
        }
        Description description = content.description();
        Map<FeatureSpace, Set<String>> keys = keys(description);
        FeatureArrays features = features(keys, description);
        LiveContent described = new LiveContent(
                ordinal,
                content.id().key(),
                millis(description.publishedAt(), ServingSnapshot.UNKNOWN_TIME),
                millis(description.expiresAt(), Long.MAX_VALUE),
                description.status() == Description.Status.ACTIVE,
                description.author() == null ? null : description.author().key(),
                change.seq(),
                features,
                Map.of(),
                keys);
        return described.with(vectors(description, described));
    }

    /** A content that has a vector in the generation keeps that until the next one. */
    private Map<String, LiveVector> vectors(
            Description description, LiveContent content) {
        Map<String, float[]> given = new HashMap<>(description.vectors());
        PersonalisedVectors personalised = models.personalised();
        if (personalised != null) {
            given.putIfAbsent(Personalised.SPACE, personalised.vector(
                    content.features(), of(personalised.space(), given)));
        }
        ElementVectors elements = models.elements();
        if (elements != null) {
            given.put(DeepMatch.SPACE, elements.vector(
                    SequenceKind.CONTENT, content.id(), content.features(), of(elements.space(), given)));
        }
        float[] joined = graph == null ? null : graph.target(content);
        if (joined != null) {
            given.put(Gcn.SPACE, joined);
        }
        Map<String, LiveVector> vectors = new HashMap<>();
        given.forEach((name, values) -> {
            ServingSpace space = spaces.get(name);
            float[] prepared = space == null ? null : space.prepared(values);
            if (space != null && prepared != null && space.vector(content.content()) == null) {
                vectors.put(name, new LiveVector(space, prepared));
            }
        });
        return vectors;
    }

    private static float @Nullable [] of(@Nullable String space, Map<String, float[]> given) {
        return space == null ? null : given.get(space);
    }

    private static Map<FeatureSpace, Set<String>> keys(Description description) {
        Map<FeatureSpace, Set<String>> keys = new EnumMap<>(FeatureSpace.class);
        keys.put(FeatureSpace.TAG, Set.copyOf(description.tags()));
        Set<String> categories = new HashSet<>();
        if (!description.category().isEmpty()) {
            new CategoryPath(CategoryPath.Domain.CONTENT, description.category())
                    .levels()
                    .forEach(level -> categories.add(level.key()));
        }
        keys.put(FeatureSpace.CATEGORY, categories);
        Set<String> attributes = new HashSet<>();
        description.attributes().forEach((property, values) -> values.forEach(
                value -> attributes.add(new AttributeValue(property, value).key())));
        keys.put(FeatureSpace.ATTRIBUTE, attributes);
        return keys;
    }

    private FeatureArrays features(Map<FeatureSpace, Set<String>> keys, Description description) {
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        keys.forEach((space, names) -> {
            NodeIndex index = tables.features(space).index();
            SparseSum known = new SparseSum(names.size());
            for (String name : names) {
                int feature = index.ordinal(name);
                if (feature >= 0) {
                    known.add(feature, 1);
                }
            }
            vectors.put(space, known.top(Integer.MAX_VALUE));
        });
        String title = description.title() == null ? "" : description.title();
        String text = description.text() == null ? "" : description.text();
        vectors.put(FeatureSpace.TERM, terms.of(title, text));
        return new FeatureArrays(vectors);
    }

    private static long millis(@Nullable Instant instant, long absent) {
        return instant == null ? absent : instant.toEpochMilli();
    }
}
