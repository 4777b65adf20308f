package io.graphrecall.service.http;

import com.carrotsearch.hppc.IntFloatHashMap;
import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.pipeline.overlay.LivePostings;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.similar.SimilarParameters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The neighbours in space {@code attribute} of a content that is newer than the generation: the cosine over categories and
 * attributes, as in {@link io.graphrecall.retrieval.similar.FeatureNeighbours}. Reads the postings of the content's features
 * from the shortest on until it has scored as many contents as a build. Thread-safe.
 */
final class AttributeNeighbours {

    private static final SimilarParameters PARAMETERS = SimilarParameters.DEFAULT;

    private final ServingSnapshot snapshot;
    private final Map<FeatureSpace, IntFloatHashMap> own = new EnumMap<>(FeatureSpace.class);
    private final List<Posting> postings = new ArrayList<>();
    private final double length;

    /** The contents with a feature. */
    private record Posting(FeatureSpace space, int feature, int contents) {}

    AttributeNeighbours(ServingSnapshot snapshot, int content) {
        this.snapshot = snapshot;
        double squares = 0;
        for (FeatureSpace space : PARAMETERS.spaces().keySet()) {
            FeatureTables tables = snapshot.tables().features(space);
            IntFloatHashMap weights = new IntFloatHashMap();
            SparseSum features = features(space, content);
            for (int i = 0; i < features.size(); i++) {
                int feature = features.ordinal(i);
                weights.put(feature, features.sum(i));
                squares += features.sum(i) * features.sum(i);
                postings.add(new Posting(
                        space, feature, tables.postings().end(feature) - tables.postings().start(feature)));
            }
            own.put(space, weights);
        }
        length = Math.sqrt(squares);
        postings.sort(Comparator.comparingInt(Posting::contents));
    }

    /** Adds the accepted neighbours, each with its cosine times {@code scale}. */
    void addTo(SparseSum sum, float scale, IntPredicate accepted) {
        IntHashSet scored = new IntHashSet();
        postings.stream().flatMapToInt(this::contents).filter(accepted).filter(scored::add).limit(PARAMETERS.budget())
                .forEach(content -> sum.add(content, (float) (scale * cosine(content))));
    }

    /** Returns the contents with a feature, of the generation without those that changed since, and of the overlay. */
    private IntStream contents(Posting posting) {
        LivePostings.Row live = snapshot.overlay().postings(posting.space, posting.feature);
        IntStream known = IntStream.of(
                snapshot.tables().features(posting.space).postings().row(posting.feature).columns())
                .filter(content -> !snapshot.overlay().replaces(content));
        return live == null ? known : IntStream.concat(IntStream.of(live.contents()), known);
    }

    private double cosine(int content) {
        double product = 0;
        double squares = 0;
        for (Map.Entry<FeatureSpace, IntFloatHashMap> weights : own.entrySet()) {
            SparseSum features = features(weights.getKey(), content);
            for (int i = 0; i < features.size(); i++) {
                product += weights.getValue().getOrDefault(features.ordinal(i), 0) * features.sum(i);
                squares += features.sum(i) * features.sum(i);
            }
        }
        return product == 0 ? 0 : product / (length * Math.sqrt(squares));
    }

    /** Returns the features of a content in a space, weighted by what they say about it. */
    private SparseSum features(FeatureSpace space, int content) {
        FeatureTables tables = snapshot.tables().features(space);
        SparseSum features = new SparseSum();
        snapshot.contentFeatures(content).addTo(space, 1, features);
        SparseSum weighted = new SparseSum();
        for (int i = 0; i < features.size(); i++) {
            int feature = features.ordinal(i);
            weighted.add(feature, (float) (PARAMETERS.spaces().getOrDefault(space, 0.0) * tables.idf()[feature]
                    * tables.relevance()[feature] * features.sum(i)));
        }
        return weighted;
    }
}
