package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.CandidateFeatures;
import io.graphrecall.service.blend.CandidatePool;
import io.graphrecall.service.blend.ChannelList;
import io.graphrecall.service.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Candidates that the channels returned for validation requests, in the form that fitting needs. A request whose first
 * target no channel returned is only counted: it is a miss under every blend. Not thread-safe.
 */
final class ValidationCandidates {

    /** Blends that have weights. */
    static final List<Blend> BLENDS = List.of(Blend.WEIGHTED, Blend.RRF);

    private final Map<Blend, List<CandidateScores>> byBlend = new EnumMap<>(Blend.class);
    private final List<LabelledCandidates> labelled = new ArrayList<>();
    private int requests;

    /**
     * Candidates of one request.
     *
     * @param byBlend  scores by blend; empty if no channel returned the target
     * @param labelled features for a learned blend; null if no channel returned the target
     */
    record OfRequest(Map<Blend, CandidateScores> byBlend, @Nullable LabelledCandidates labelled) {}

    /** Reads the candidates from a result. Thread-safe. */
    static OfRequest read(EvaluationRequest request, RecallResult answer) {
        List<ChannelList> lists = answer.blended().channels();
        CandidatePool pool = new CandidatePool(lists);
        int target = pool.slot(answer.blended().snapshot().contentOrdinal(request.targets().getFirst()));
        if (target == CandidatePool.ABSENT) {
            return new OfRequest(Map.of(), null);
        }
        Map<Blend, CandidateScores> byBlend = new EnumMap<>(Blend.class);
        for (Blend blend : BLENDS) {
            List<ChannelScores> scores = IntStream.range(0, lists.size())
                    .mapToObj(i -> new ChannelScores(pool.slots(i), floats(blend.parts(lists.get(i)))))
                    .toList();
            byBlend.put(blend, new CandidateScores(pool.size(), target, scores));
        }
        List<String> channels = lists.stream().map(ChannelList::id).toList();
        return new OfRequest(
                byBlend, new LabelledCandidates(CandidateFeatures.of(pool, answer.blended(), channels), target));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    void add(OfRequest next) {
        requests++;
        next.byBlend().forEach(
                (blend, scores) -> byBlend.computeIfAbsent(blend, none -> new ArrayList<>()).add(scores));
        if (next.labelled() != null) {
            labelled.add(next.labelled());
        }
    }

    /** Returns the number of all requests. */
    int requests() {
        return requests;
    }

    /** Returns the scores of the requests whose target some channel returned. */
    List<CandidateScores> scores(Blend blend) {
        return Collections.unmodifiableList(byBlend.getOrDefault(blend, List.of()));
    }

    /** Returns the same requests in the same order, with the features of a learned blend. */
    LearnedBlendSelection.Half labelled() {
        return new LearnedBlendSelection.Half(Collections.unmodifiableList(labelled), requests);
    }
}
