package io.graphrecall.retrieval.tables;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.neighbour.EngagementSequences;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Relevance of features: how well a feature of a content predicts that the contents which the same user engages with next
 * have it too. It is Cohen's kappa (1960), the agreement beyond chance, over pairs of an engagement and one of the next
 * {@value #REACH}:
 *
 * <pre>
 * kappa(f)     = (O(f) - E(f)) / (A(f) - E(f))
 * relevance(f) = sqrt((max(0, kappa(f)) + {@value #FLOOR}) / (mean kappa + {@value #FLOOR}))
 * </pre>
 *
 * A is the number of engagements with f, O the number of those followed by f, and E the number expected from the share of
 * f among all next contents. The kappa of a rare feature is drawn to that of its group (a property, a level of the
 * category tree, a space), and that of a group to the mean over all features. A term has at most relevance 1. Without
 * behaviour all features have relevance 1.
 */
final class FeatureRelevance {

    private static final int REACH = 3;
    private static final double FLOOR = 0.02;
    /** Engagements of the mean that the estimate of a group or a feature starts from. */
    private static final double PRIOR = 30;
    /** Maximum number of engagements that are read; more do not change the estimates. */
    private static final int MAX_ENGAGEMENTS = 2_000_000;

    private final EngagementSequences sequences;

    private FeatureRelevance(EngagementSequences sequences) {
        this.sequences = sequences;
    }

    /** Returns the tables with their relevance from behaviour. */
    static Map<FeatureSpace, FeatureTables> of(
            Map<FeatureSpace, FeatureTables> features, EngagementSequences sequences) {
        FeatureRelevance relevance = new FeatureRelevance(sequences);
        Map<FeatureSpace, Counts> counts = new EnumMap<>(FeatureSpace.class);
        Sum all = new Sum();
        features.forEach((space, tables) -> {
            Counts ofSpace = relevance.count(tables.contents().inMemory());
            counts.put(space, ofSpace);
            for (int feature = 0; feature < tables.index().size(); feature++) {
                all.add(ofSpace, feature);
            }
        });
        double mean = Math.max(0, all.kappa(0));
        Map<FeatureSpace, FeatureTables> weighted = new EnumMap<>(FeatureSpace.class);
        features.forEach((space, tables) -> weighted.put(space, tables.withRelevance(
                relevance(space, tables.index(), counts.getOrDefault(space, new Counts(0)), mean))));
        return weighted;
    }

    private static float[] relevance(FeatureSpace space, NodeIndex index, Counts counts, double mean) {
        Map<String, Sum> groups = new HashMap<>();
        Sum[] groupOf = new Sum[index.size()];
        for (int feature = 0; feature < groupOf.length; feature++) {
            groupOf[feature] = groups.computeIfAbsent(group(space, index.key(feature)), name -> new Sum());
            groupOf[feature].add(counts, feature);
        }
        float[] relevance = new float[groupOf.length];
        for (int feature = 0; feature < relevance.length; feature++) {
            Sum own = new Sum();
            own.add(counts, feature);
            double kappa = own.kappa(groupOf[feature].kappa(mean));
            double ratio = Math.sqrt((Math.max(0, kappa) + FLOOR) / (mean + FLOOR));
            relevance[feature] = (float) (space == FeatureSpace.TERM ? Math.min(1, ratio) : ratio);
        }
        return relevance;
    }

    /** Returns the group of a feature: its property, the depth of its category path, or the space. */
    private static String group(FeatureSpace space, String key) {
        return switch (space) {
            case ATTRIBUTE -> {
                AttributeValue attribute = AttributeValue.ofKey(key);
                yield attribute.property() + (attribute.value().contains("..") ? ".." : "");
            }
            case CATEGORY -> String.valueOf(CategoryPath.ofKey(key).path().size());
            case TAG, TERM -> "";
        };
    }

    /** Sums over features. */
    private static final class Sum {

        private double observed;
        private double possible;

        void add(Counts counts, int feature) {
            double expected = counts.total == 0 ? 0 : counts.first[feature] * counts.next[feature] / counts.total;
            observed += counts.both[feature] - expected;
            possible += counts.first[feature] - expected;
        }

        double kappa(double prior) {
            return (observed + PRIOR * prior) / (possible + PRIOR);
        }
    }

    /** Numbers of engagements by feature: with the feature, followed by the feature, and with the feature followed by it. */
    private static final class Counts {

        private final double[] first;
        private final double[] next;
        private final double[] both;
        private double total;

        Counts(int features) {
            first = new double[features];
            next = new double[features];
            both = new double[features];
        }
    }

    private Counts count(CsrTable contents) {
        Counts counts = new Counts(contents.columns());
        boolean[] has = new boolean[contents.columns()];
        int stride = sequences.size() / MAX_ENGAGEMENTS + 1;
        for (int user = 0; user < sequences.users(); user += stride) {
            for (int position = sequences.start(user); position < sequences.end(user) - 1; position++) {
                int content = sequences.content(position);
                int last = Math.min(sequences.end(user) - 1, position + REACH);
                for (int entry = contents.start(content); entry < contents.end(content); entry++) {
                    has[contents.column(entry)] = true;
                    counts.first[contents.column(entry)]++;
                }
                counts.total++;
                double share = 1.0 / (last - position);
                for (int other = position + 1; other <= last; other++) {
                    int next = sequences.content(other);
                    for (int entry = contents.start(next); entry < contents.end(next); entry++) {
                        int feature = contents.column(entry);
                        counts.next[feature] += share;
                        counts.both[feature] += has[feature] ? share : 0;
                    }
                }
                for (int entry = contents.start(content); entry < contents.end(content); entry++) {
                    has[contents.column(entry)] = false;
                }
            }
        }
        return counts;
    }
}
