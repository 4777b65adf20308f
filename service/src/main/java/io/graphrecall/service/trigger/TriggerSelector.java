package io.graphrecall.service.trigger;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntIntHashMap;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes triggers from what a user did: contents engaged with positively, each once, weighted by action, dwell and
 * recency. The content whose page is open leads. Where there are more than the limit, those of the running session go
 * first and categories take turns. Immutable; thread-safe.
 */
public final class TriggerSelector {

    private final TriggerParameters parameters;

    public TriggerSelector(TriggerParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param context the content whose detail page is open, or null
     * @param now     epoch milliseconds
     * @return the leading one first, then the newest first
     */
    public List<Trigger> select(
            ServingSnapshot snapshot,
            UserState user,
            EngagementWeights weights,
            @Nullable String context,
            long now) {
        List<Candidate> candidates = candidates(snapshot, user, weights, now);
        List<Candidate> chosen = candidates.size() <= parameters.limit() ? candidates : choose(snapshot, candidates);
        List<Trigger> triggers = new ArrayList<>(chosen.size() + 1);
        int leading = context == null ? -1 : snapshot.contentOrdinal(context);
        if (context != null && leading >= 0) {
            double heaviest = chosen.stream().mapToDouble(Candidate::weight).max().orElse(1);
            triggers.add(new Trigger(leading, context, (float) (heaviest * parameters.contextWeight())));
        }
        for (Candidate candidate : chosen) {
            if (candidate.content() != leading) {
                triggers.add(new Trigger(candidate.content(), candidate.id(), (float) candidate.weight()));
            }
        }
        return triggers;
    }

    private record Candidate(int content, String id, double weight, boolean session) {}

    /** Every content with a positive engagement, the newest first, with the weight of its newest engagement. */
    private List<Candidate> candidates(ServingSnapshot snapshot, UserState user, EngagementWeights weights, long now) {
        boolean real = snapshot.manifest().dataSet().timestamps() == DataSet.Timestamps.REAL;
        List<Candidate> candidates = new ArrayList<>(user.contents().size());
        IntHashSet taken = new IntHashSet(user.contents().size());
        List<Engagement> engagements = user.contents();
        long sessionReaches = now - parameters.sessionGap().toMillis();
        int fromEnd = 0;
        for (int i = engagements.size() - 1; i >= 0; i--) {
            Engagement engagement = engagements.get(i);
            if (!engagement.action().positive()) {
                continue;
            }
            boolean session = real && engagement.at() >= sessionReaches;
            if (session) {
                sessionReaches = engagement.at() - parameters.sessionGap().toMillis();
            }
            int content = snapshot.contentOrdinal(engagement.key());
            if (content >= 0 && taken.add(content)) {
                double weight = weights.weight(engagement.action(), engagement.dwellMs(), now - engagement.at(),
                        fromEnd);
                if (weight > 0) {
                    candidates.add(new Candidate(content, engagement.key(), weight, session));
                }
                fromEnd++;
            }
        }
        return candidates;
    }

    /** The session's first, then by weight, discounted for each one of the same category that was chosen before. */
    private List<Candidate> choose(ServingSnapshot snapshot, List<Candidate> candidates) {
        List<Candidate> bySession = new ArrayList<>(candidates);
        bySession.sort(Comparator.comparing(Candidate::session).reversed()
                .thenComparing(Comparator.comparingDouble(Candidate::weight).reversed()));
        CsrTable categories = snapshot.tables().features(FeatureSpace.CATEGORY).contents();
        IntIntHashMap chosenOf = new IntIntHashMap();
        List<Candidate> chosen = new ArrayList<>(parameters.limit());
        while (chosen.size() < parameters.limit()) {
            Candidate best = null;
            double bestValue = Double.NEGATIVE_INFINITY;
            for (Candidate candidate : bySession) {
                int before = chosenOf.get(category(categories, candidate.content()));
                double value = (candidate.session() ? 1e9 : 1) * candidate.weight()
                        * Math.pow(parameters.repeatDiscount(), before);
                if (value > bestValue) {
                    best = candidate;
                    bestValue = value;
                }
            }
            if (best == null) {
                break;
            }
            bySession.remove(best);
            chosen.add(best);
            chosenOf.addTo(category(categories, best.content()), 1);
        }
        return chosen;
    }

    /** The last category of a row stands for the content; -1 where it has none or is newer than the generation. */
    private static int category(CsrTable categories, int content) {
        if (content >= categories.rows() || categories.start(content) == categories.end(content)) {
            return -1;
        }
        return categories.column(categories.end(content) - 1);
    }
}
