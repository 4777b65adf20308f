package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.CandidateFeatures;
import io.graphrecall.service.blend.CandidatePool;
import io.graphrecall.service.blend.ChannelList;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the channels answered to validation questions, as the search wants it, for each blend that has weights. Questions
 * whose first target no channel returned are only counted: they are misses under all weights. Not thread-safe.
 */
final class ValidationCandidates {

    /** The blends that have weights. */
    static final List<Blend> BLENDS = List.of(Blend.WEIGHTED, Blend.RRF);

    private final Map<Blend, List<CandidateScores>> byBlend = new EnumMap<>(Blend.class);
    private final List<LabelledCandidates> learned = new ArrayList<>();
    private int questions;

    /**
     * One question.
     *
     * @param byBlend   its candidates by blend; empty where no channel returned the target
     * @param lookedAt  its candidates as a learned blend sees them; null there
     */
    record Case(Map<Blend, CandidateScores> byBlend, @Nullable LabelledCandidates lookedAt) {}

    /** Reads an answer. Thread-safe: to be called where the answer was made. */
    static Case read(EvaluationRequest question, RecallResult answer) {
        List<ChannelList> lists = answer.blended().channels();
        CandidatePool pool = new CandidatePool(lists);
        int target = pool.slot(answer.blended().snapshot().contentOrdinal(question.targets().getFirst()));
        if (target == CandidatePool.ABSENT) {
            return new Case(Map.of(), null);
        }
        Map<Blend, CandidateScores> byBlend = new EnumMap<>(Blend.class);
        for (Blend blend : BLENDS) {
            List<ChannelScores> scores = IntStream.range(0, lists.size())
                    .mapToObj(i -> scores(blend, lists.get(i), pool.slots(i)))
                    .toList();
            byBlend.put(blend, new CandidateScores(pool.size(), target, scores));
        }
        List<String> channels = lists.stream().map(ChannelList::id).toList();
        return new Case(
                byBlend, new LabelledCandidates(CandidateFeatures.of(pool, answer.blended(), channels), target));
    }

    /** A smaller quota scales what is left, where the blend goes by the length of the whole list. */
    private static ChannelScores scores(Blend blend, ChannelList list, int[] candidates) {
        double[] parts = blend.parts(list);
        int[] quotas = QuotaGrid.of(list.id(), list.share().quota());
        int[] limits = new int[quotas.length];
        float[] scales = new float[quotas.length];
        for (int i = 0; i < quotas.length; i++) {
            limits[i] = Math.min(quotas[i], candidates.length);
            double[] fewer = blend.parts(new ChannelList(list.id(), list.answer(), new ChannelShare(quotas[i], 0, 1)));
            scales[i] = fewer.length == 0 || parts[0] == 0 ? 0 : (float) (fewer[0] / parts[0]);
        }
        return new ChannelScores(candidates, floats(parts), limits, scales);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    void add(Case next) {
        questions++;
        next.byBlend().forEach(
                (blend, scores) -> byBlend.computeIfAbsent(blend, none -> new ArrayList<>()).add(scores));
        if (next.lookedAt() != null) {
            learned.add(next.lookedAt());
        }
    }

    /** How many questions were asked. */
    int questions() {
        return questions;
    }

    /** Those whose target some channel returned. */
    List<CandidateScores> of(Blend blend) {
        return Collections.unmodifiableList(byBlend.getOrDefault(blend, List.of()));
    }

    /** The same questions in the same order, as a learned blend sees them. */
    List<LabelledCandidates> learned() {
        return Collections.unmodifiableList(learned);
    }
}
