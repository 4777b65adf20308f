package io.graphrecall.pipeline.trigger;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Selects triggers from a user's behaviour: contents with a positive engagement and no later dislike, each once, weighted
 * by action, dwell time and recency, where ages count from the user's newest engagement; the search of a request counts as
 * one. The context content comes first. Above the limit, the current session has priority and repeated categories are
 * discounted. Immutable; thread-safe.
 */
public final class TriggerSelector {

    private final TriggerParameters parameters;

    public TriggerSelector(TriggerParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Selects the triggers of a request.
     *
     * @param context the id of the content whose detail page is open, or null
     * @param now     epoch milliseconds
     * @return the context content first
     */
    public List<Trigger> select(
            ServingSnapshot snapshot,
            UserState user,
            EngagementWeights weights,
            @Nullable String context,
            long now) {
        int contextOrdinal = context == null ? -1 : snapshot.contentOrdinal(context);
        List<Candidate> candidates = candidates(snapshot, user, weights, now);
        candidates.removeIf(candidate -> candidate.content() == contextOrdinal);
        List<Candidate> selected = candidates.size() <= parameters.limit() ? candidates : select(snapshot, candidates);
        List<Trigger> triggers = new ArrayList<>(selected.size() + 1);
        if (context != null && contextOrdinal >= 0 && parameters.contextWeight() > 0) {
            double others = selected.stream().mapToDouble(Candidate::weight).sum();
            triggers.add(new Trigger(
                    contextOrdinal, context, (float) ((others == 0 ? 1 : others) * parameters.contextWeight())));
        }
        for (Candidate candidate : selected) {
            triggers.add(new Trigger(candidate.content(), candidate.id(), (float) candidate.weight()));
        }
        return triggers;
    }

    /** Returns {@link TriggerParameters#contextWeight}. */
    public double contextWeight() {
        return parameters.contextWeight();
    }

    private record Candidate(int content, String id, double weight, boolean session) {}

    /**
     * Returns every content with a positive engagement that was not disliked afterwards, the newest first, with the
     * weight of its newest engagement.
     */
    private List<Candidate> candidates(ServingSnapshot snapshot, UserState user, EngagementWeights weights, long now) {
        boolean real = snapshot.manifest().dataSet().timestamps() == DataSet.Timestamps.REAL;
        List<Candidate> candidates = new ArrayList<>(user.contents().size());
        IntHashSet taken = new IntHashSet(user.contents().size());
        List<Engagement> engagements = user.contents();
        long newest = user.newestEngagement(now);
        long gap = parameters.sessionGap().toMillis();
        boolean current = real;
        long next = now;
        int laterInSession = 0;
        for (int i = engagements.size() - 1; i >= 0; i--) {
            Engagement engagement = engagements.get(i);
            if (engagement.action() == Action.DISLIKE) {
                taken.add(snapshot.contentOrdinal(engagement.key()));
            }
            if (!engagement.action().positive()) {
                continue;
            }
            if (real && engagement.at() < next - gap) {
                current = false;
                laterInSession = 0;
            }
            next = engagement.at();
            int content = snapshot.contentOrdinal(engagement.key());
            if (content >= 0 && taken.add(content)) {
                double weight = weights.weight(engagement.action(), engagement.dwellMs(), newest - engagement.at(),
                        laterInSession);
                if (weight > 0) {
                    candidates.add(new Candidate(content, engagement.key(), weight, current));
                }
                laterInSession++;
            }
        }
        return candidates;
    }

    /**
     * Selects greedily from more candidates than the limit: the session first, then by weight, discounted per selected
     * candidate of the same category.
     */
    private List<Candidate> select(ServingSnapshot snapshot, List<Candidate> candidates) {
        List<Candidate> bySession = new ArrayList<>(candidates);
        bySession.sort(Comparator.comparing(Candidate::session).reversed()
                .thenComparing(Comparator.comparingDouble(Candidate::weight).reversed()));
        int[] categories = bySession.stream().mapToInt(candidate -> category(snapshot, candidate.content())).toArray();
        double[] values = bySession.stream().mapToDouble(
                candidate -> (candidate.session() ? 1e9 : 1) * candidate.weight()).toArray();
        double[] discounted = values.clone();
        int[] repeats = new int[values.length];
        List<Candidate> selected = new ArrayList<>(parameters.limit());
        while (selected.size() < parameters.limit()) {
            int best = 0;
            for (int i = 1; i < discounted.length; i++) {
                best = discounted[i] > discounted[best] ? i : best;
            }
            selected.add(bySession.get(best));
            values[best] = Double.NEGATIVE_INFINITY;
            discounted[best] = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < discounted.length; i++) {
                if (categories[i] >= 0 && categories[i] == categories[best]) {
                    discounted[i] = values[i] * Math.pow(parameters.repeatDiscount(), ++repeats[i]);
                }
            }
        }
        return selected;
    }

    /** Returns the category of a content with the largest ordinal, or -1 if the generation has none of its categories. */
    private static int category(ServingSnapshot snapshot, int content) {
        LiveContent live = snapshot.overlay().find(content);
        if (live != null) {
            return IntStream.of(live.features().vector(FeatureSpace.CATEGORY).ordinals()).max().orElse(-1);
        }
        SparseTable categories = snapshot.tables().features(FeatureSpace.CATEGORY).contents();
        return categories.start(content) == categories.end(content)
                ? -1
                : categories.column(categories.end(content) - 1);
    }
}
