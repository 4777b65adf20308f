package io.graphrecall.evaluation.baselines;

import io.graphrecall.blend.fit.ConditionalLogit;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.gnn.deepmatch.Buckets;
import io.graphrecall.gnn.feature.TagCategories;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.retrieval.ContentPopularity;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.Action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Linear ranker with a handful of hand-made features, the floor of every learned model: a model that it beats is not
 * finished. A user is described by recency-weighted shares of the categories and tags of clicks, searches and items, and
 * of those of the current session. A feature is the inner product of such a profile with a content's features, or its
 * square root; the last one is ln(1 + popularity). Weights are fitted by softmax regression on sampled negatives.
 * Immutable after {@link #fit}; thread-safe.
 */
public final class LinearRanker {

    private static final int MAX_SAMPLES = 4_000;
    private static final int NEGATIVES = 200;
    /** Precision of the prior of each weight, whose mean is 0. */
    private static final double PRECISION = 0.2;
    private static final List<FeatureSpace> SPACES = List.of(FeatureSpace.CATEGORY, FeatureSpace.TAG);

    /** Profiles of clicks, searches, items, and clicks and searches of the current session. */
    private static final int PROFILES = 5;

    /** The first profiles also give square roots. */
    private static final int WITH_ROOTS = 3;

    private static final int FEATURES = SPACES.size() * (PROFILES + WITH_ROOTS) + 1;

    private final GraphTables tables;
    private final TagCategories categories;
    private final float[] popularity;
    private final double[] weights;

    private LinearRanker(GraphTables tables) {
        this.tables = tables;
        categories = new TagCategories(tables);
        popularity = ContentPopularity.logarithms(tables.positives());
        weights = new double[FEATURES];
    }

    /** A training sample. The target is the first candidate. */
    private record Sample(float[] rows) implements ConditionalLogit.Request {

        @Override
        public int target() {
            return 0;
        }
    }

    /** An engagement with an element, by ordinal. */
    private record Engaged(SequenceKind kind, int ordinal, Action action, long ageMs) {}

    /** Fits the weights on the training samples of some data. */
    public static LinearRanker fit(TrainingData data, long seed) {
        LinearRanker ranker = new LinearRanker(data.tables());
        PrefixSamples samples = PrefixSamples.of(data.behaviour(), 50, 0, seed);
        Random random = new Random(seed);
        int[] targets = samples.trainTargets();
        List<Sample> fitted = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_SAMPLES, targets.length); i++) {
            int target = targets[random.nextInt(targets.length)];
            float[][][] profiles = ranker.profiles(engaged(samples, target));
            float[] rows = new float[(NEGATIVES + 1) * FEATURES];
            for (int candidate = 0; candidate <= NEGATIVES; candidate++) {
                int content = candidate == 0 ? samples.content(target) : random.nextInt(ranker.popularity.length);
                ranker.features(profiles, content, rows, candidate * FEATURES);
            }
            fitted.add(new Sample(rows));
        }
        boolean[] active = new boolean[FEATURES];
        Arrays.fill(active, true);
        double[] precision = new double[FEATURES];
        Arrays.fill(precision, PRECISION);
        double[] weights = new ConditionalLogit(fitted, active).fit(new double[FEATURES], precision, false);
        System.arraycopy(weights, 0, ranker.weights, 0, FEATURES);
        return ranker;
    }

    private static List<Engaged> engaged(PrefixSamples samples, int target) {
        List<Engaged> engaged = new ArrayList<>();
        Behaviour behaviour = samples.behaviour();
        samples.sequencesBefore(target).forEach((kind, events) -> Arrays.stream(events).forEach(
                event -> engaged.add(new Engaged(
                        kind, behaviour.target(event), behaviour.action(event),
                        samples.requestedAt(target) - behaviour.at(event)))));
        return engaged;
    }

    private List<Engaged> engaged(ModelRequest request) {
        List<Engaged> engaged = new ArrayList<>();
        for (LoggedEvent event : request.history()) {
            SequenceKind kind = SequenceKind.of(event.action());
            int ordinal = kind.nodes(tables).ordinal(event.target().key());
            if (ordinal >= 0) {
                engaged.add(new Engaged(kind, ordinal, event.action(), request.at() - event.at()));
            }
        }
        return engaged;
    }

    /** Returns the profiles of a user, [profile][space][feature]. */
    private float[][][] profiles(List<Engaged> oldestFirst) {
        float[][][] profiles = new float[PROFILES][SPACES.size()][];
        for (int space = 0; space < SPACES.size(); space++) {
            int size = tables.features(SPACES.get(space)).index().size();
            for (float[][] profile : profiles) {
                profile[space] = new float[size];
            }
        }
        int[] counts = new int[PROFILES];
        double[] totals = new double[PROFILES];
        for (Engaged engaged : oldestFirst.reversed()) {
            if (engaged.kind() == SequenceKind.CONTENT && !engaged.action().positive()) {
                continue;
            }
            boolean session = Buckets.inSession(engaged.ageMs()) && engaged.kind() != SequenceKind.ITEM;
            int whole = switch (engaged.kind()) {
                case CONTENT -> 0;
                case QUERY -> 1;
                case ITEM -> 2;
            };
            for (int profile : session ? new int[] {whole, whole + WITH_ROOTS} : new int[] {whole}) {
                float weight = 1f / ++counts[profile];
                totals[profile] += weight;
                add(features(engaged), weight, profiles[profile]);
            }
        }
        for (int profile = 0; profile < PROFILES; profile++) {
            for (float[] shares : profiles[profile]) {
                for (int feature = 0; feature < shares.length && totals[profile] > 0; feature++) {
                    shares[feature] /= (float) totals[profile];
                }
            }
        }
        return profiles;
    }

    private NodeFeatures features(Engaged engaged) {
        NodeFeatures given = engaged.kind().features(tables, engaged.ordinal());
        return engaged.kind() == SequenceKind.QUERY ? categories.completed(given) : given;
    }

    private static void add(NodeFeatures node, float weight, float[][] profile) {
        for (int space = 0; space < SPACES.size(); space++) {
            SparseSum sum = new SparseSum();
            node.addTo(SPACES.get(space), weight, sum);
            for (int i = 0; i < sum.size(); i++) {
                profile[space][sum.ordinal(i)] += sum.sum(i);
            }
        }
    }

    private void features(float[][][] profiles, int content, float[] row, int begin) {
        int next = begin;
        for (int profile = 0; profile < PROFILES; profile++) {
            for (int space = 0; space < SPACES.size(); space++) {
                SparseTable features = tables.features(SPACES.get(space)).contents();
                float product = 0;
                for (int entry = features.start(content); entry < features.end(content); entry++) {
                    product += features.weight(entry) * profiles[profile][space][features.column(entry)];
                }
                row[next++] = product;
                if (profile < WITH_ROOTS) {
                    row[next++] = (float) Math.sqrt(product);
                }
            }
        }
        row[next] = popularity[content];
    }

    /**
     * Returns the rank of a request's target from 1 among the eligible contents; a tie counts half. Returns 0 if the
     * target itself is not eligible.
     */
    public int rank(ModelRequest request) {
        IntPredicate eligible = request.exclusions().eligible(tables, request.at());
        int target = tables.contents().ordinal(request.target());
        if (target < 0 || !eligible.test(target)) {
            return 0;
        }
        float[][][] profiles = profiles(engaged(request));
        double targetScore = score(profiles, target);
        double[] others = IntStream.range(0, popularity.length)
                .filter(content -> content != target && eligible.test(content))
                .mapToDouble(content -> score(profiles, content)).toArray();
        long better = Arrays.stream(others).filter(score -> score > targetScore).count();
        long ties = Arrays.stream(others).filter(score -> score == targetScore).count();
        return (int) (1 + better + ties / 2);
    }

    private double score(float[][][] profiles, int content) {
        float[] row = new float[FEATURES];
        features(profiles, content, row, 0);
        double score = 0;
        for (int f = 0; f < FEATURES; f++) {
            score += weights[f] * row[f];
        }
        return score;
    }
}
