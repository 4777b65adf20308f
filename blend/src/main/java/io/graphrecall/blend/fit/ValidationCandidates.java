package io.graphrecall.blend.fit;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.CandidateFeatures;
import io.graphrecall.blend.CandidatePool;
import io.graphrecall.blend.ChannelList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Candidates that the channels returned for validation requests, in the form that fitting needs. Not thread-safe while
 * requests are added.
 */
final class ValidationCandidates {

    /** Blends that have weights. */
    static final List<Blend> BLENDS = List.of(Blend.WEIGHTED, Blend.RRF);

    /** Number of parts of the requests. Each part is scored by a blend that was fitted to the others. */
    static final int FOLDS = 5;
    /** Fold that no request is in. */
    static final int NO_FOLD = -1;
    /** Maximum number of targets that one request adds to a fit, so that no user dominates it. */
    private static final int MAX_TARGETS = 10;

    private final List<OfRequest> requests = new ArrayList<>();

    /**
     * Candidates of one request, once for each of its first targets that some channel returned.
     *
     * @param firstReturned true if some channel returned the first target; if not, the request is a miss under every blend
     * @param scores        scores by blend and target
     * @param labelled      features for a learned blend, by target
     */
    record OfRequest(
            boolean firstReturned, Map<Blend, List<CandidateScores>> scores, List<LabelledCandidates> labelled) {

        List<CandidateScores> scores(Blend blend) {
            return scores.getOrDefault(blend, List.of());
        }
    }

    /** Reads the candidates from lists. Thread-safe. */
    static OfRequest read(LabelledLists request) {
        List<ChannelList> lists = request.lists().channels();
        CandidatePool pool = new CandidatePool(lists);
        int[] all = IntStream.of(request.targets()).map(pool::slot).toArray();
        int[] targets = IntStream.of(all).filter(target -> target != CandidatePool.ABSENT).limit(MAX_TARGETS).toArray();
        if (targets.length == 0) {
            return new OfRequest(false, Map.of(), List.of());
        }
        Map<Blend, List<CandidateScores>> byBlend = new EnumMap<>(Blend.class);
        for (Blend blend : BLENDS) {
            List<ChannelScores> scores = IntStream.range(0, lists.size())
                    .mapToObj(i -> new ChannelScores(pool.slots(i), floats(blend.parts(lists.get(i)))))
                    .toList();
            byBlend.put(blend, IntStream.of(targets)
                    .mapToObj(target -> new CandidateScores(pool.size(), target, scores)).toList());
        }
        CandidateFeatures features = CandidateFeatures.of(
                pool, request.lists(), lists.stream().map(ChannelList::id).toList());
        return new OfRequest(all[0] != CandidatePool.ABSENT, byBlend,
                IntStream.of(targets).mapToObj(target -> new LabelledCandidates(features, target)).toList());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    void add(OfRequest next) {
        requests.add(next);
    }

    /** Returns the number of all requests. */
    int requests() {
        return requests.size();
    }

    /** Returns the candidates of all requests with all their targets. */
    <T> List<T> training(Function<OfRequest, List<T>> targets) {
        return training(targets, NO_FOLD);
    }

    private <T> List<T> training(Function<OfRequest, List<T>> targets, int withoutFold) {
        return IntStream.range(0, requests.size()).filter(i -> i % FOLDS != withoutFold)
                .mapToObj(i -> targets.apply(requests.get(i))).flatMap(List::stream).toList();
    }

    /**
     * Returns the hit rate of the first target of each request under a model that was fitted to the requests of the other
     * folds.
     *
     * @param targets candidates of a request, by target
     * @param fit     fits a model
     * @param hits    returns the hit rate of a target under a model
     */
    <T, M> double[] crossFittedHits(
            Function<OfRequest, List<T>> targets, Function<List<T>, M> fit, ToDoubleBiFunction<M, T> hits) {
        List<M> models = IntStream.range(0, FOLDS).parallel()
                .mapToObj(fold -> fit.apply(training(targets, fold))).toList();
        return hitsByFold(targets, i -> models.get(i % FOLDS), hits);
    }

    /**
     * Returns the hit rate of each request under the model that is best on the requests of the other folds.
     *
     * @param hits hit rates by model and request
     */
    static double[] crossFittedBest(double[][] hits) {
        int[] best = IntStream.range(0, FOLDS).map(fold -> best(hits, fold)).toArray();
        return IntStream.range(0, hits[0].length).mapToDouble(i -> hits[best[i % FOLDS]][i]).toArray();
    }

    /** Returns the model with the largest hit rate on the requests outside a fold; of equals, the first one. */
    static int best(double[][] hits, int withoutFold) {
        double[] sums = Arrays.stream(hits).mapToDouble(ofModel -> IntStream.range(0, ofModel.length)
                .filter(i -> i % FOLDS != withoutFold).mapToDouble(i -> ofModel[i]).sum()).toArray();
        return IntStream.range(0, sums.length).boxed().max(Comparator.comparingDouble(model -> sums[model]))
                .orElseThrow();
    }

    /** Returns the hit rate of the first target of each request under one model. */
    <T, M> double[] hits(Function<OfRequest, List<T>> targets, M model, ToDoubleBiFunction<M, T> hits) {
        return hitsByFold(targets, i -> model, hits);
    }

    private <T, M> double[] hitsByFold(
            Function<OfRequest, List<T>> targets, IntFunction<M> model,
            ToDoubleBiFunction<M, T> hits) {
        return IntStream.range(0, requests.size()).parallel().mapToDouble(i -> requests.get(i).firstReturned
                ? hits.applyAsDouble(model.apply(i), targets.apply(requests.get(i)).getFirst())
                : 0).toArray();
    }
}
