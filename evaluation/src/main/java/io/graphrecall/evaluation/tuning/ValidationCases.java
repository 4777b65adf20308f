package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.protocol.Question;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.ChannelList;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallAnswer;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the channels answered to validation questions, as the search wants it, for each blend that has weights. Questions
 * whose first target no channel returned are only counted: they are misses under all weights. Not thread-safe.
 */
final class ValidationCases {

    /** The blends that have weights. */
    static final List<Blend> BLENDS = List.of(Blend.WEIGHTED, Blend.RRF);

    private final Map<Blend, List<CandidateScores>> byBlend = new EnumMap<>(Blend.class);
    private int questions;

    /** The candidates of one question by blend; null where no channel returned the target. */
    record Case(@Nullable Map<Blend, CandidateScores> byBlend) {}

    /** Reads an answer. Thread-safe: to be called where the answer was made. */
    static Case read(Question question, RecallAnswer answer) {
        List<ChannelList> lists = answer.runs().stream().map(run -> new ChannelList(run.answer(), run.share()))
                .toList();
        int[] pool = lists.stream().flatMapToInt(ValidationCases::contents).sorted().distinct().toArray();
        int target = target(question.targets().getFirst(), answer, pool);
        if (target < 0) {
            return new Case(null);
        }
        int[][] candidates = lists.stream()
                .map(list -> contents(list).map(content -> Arrays.binarySearch(pool, content)).toArray())
                .toArray(int[][]::new);
        Map<Blend, CandidateScores> byBlend = new EnumMap<>(Blend.class);
        for (Blend blend : BLENDS) {
            List<ChannelScores> scores = IntStream.range(0, candidates.length)
                    .mapToObj(i -> scores(blend, answer.runs().get(i).channel(), lists.get(i), candidates[i]))
                    .toList();
            byBlend.put(blend, new CandidateScores(pool.length, target, scores));
        }
        return new Case(byBlend);
    }

    /** A smaller quota scales what is left, where the blend goes by the length of the whole list. */
    private static ChannelScores scores(Blend blend, String channel, ChannelList list, int[] candidates) {
        double[] parts = blend.parts(list);
        int[] quotas = QuotaChoices.of(channel, list.share().quota());
        int[] limits = new int[quotas.length];
        float[] scales = new float[quotas.length];
        for (int i = 0; i < quotas.length; i++) {
            limits[i] = Math.min(quotas[i], candidates.length);
            double[] fewer = blend.parts(new ChannelList(list.answer(), new ChannelShare(quotas[i], 0, 1)));
            scales[i] = fewer.length == 0 || parts[0] == 0 ? 0 : (float) (fewer[0] / parts[0]);
        }
        return new ChannelScores(candidates, floats(parts), limits, scales);
    }

    /** The contents that take part. */
    private static IntStream contents(ChannelList list) {
        return IntStream.of(list.answer().contents()).limit(list.size());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static int target(String target, RecallAnswer answer, int[] pool) {
        for (int channel = 0; channel < answer.runs().size(); channel++) {
            ChannelRun run = answer.runs().get(channel);
            for (int rank = 0; rank < run.answer().size(); rank++) {
                if (answer.contentId(channel, rank).equals(target)) {
                    return Math.max(-1, Arrays.binarySearch(pool, run.answer().contents()[rank]));
                }
            }
        }
        return -1;
    }

    void add(Case next) {
        questions++;
        if (next.byBlend() != null) {
            next.byBlend().forEach(
                    (blend, scores) -> byBlend.computeIfAbsent(blend, none -> new ArrayList<>()).add(scores));
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
}
