package io.graphrecall.service.pipeline;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.retrieval.profile.EngagedNode;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.schema.Action;
import io.graphrecall.service.channel.Deadline;
import io.graphrecall.service.channel.QueryIntent;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.live.ServingSnapshot;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;
import io.graphrecall.service.trigger.TriggerSelector;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads from what a user did what they may need now: triggers, interests, searches, and what must not come back.
 * Immutable; thread-safe.
 */
public final class NeedReader {

    private final TriggerSelector triggers;
    private final EngagementParameters engagements;
    private final int searches;

    /**
     * @param engagements how much an engagement counts as a trigger or a search
     * @param searches    at most so many of the newest searches are read
     */
    public NeedReader(TriggerSelector triggers, EngagementParameters engagements, int searches) {
        this.triggers = triggers;
        this.engagements = engagements;
        this.searches = searches;
    }

    RecallQuery read(
            RecallRequest request,
            Scene scene,
            UserState user,
            ServingSnapshot snapshot,
            long now,
            TieBreak tieBreak,
            Deadline deadline) {
        EngagementWeights weights = new EngagementWeights(engagements, snapshot.timestamps());
        String context = request.context() == null ? null : request.context().key();
        String query = request.query() == null ? null : request.query().key();
        return new RecallQuery(
                snapshot,
                now,
                user,
                triggers.select(snapshot, user, weights, context, now),
                interests(snapshot, user, now),
                searches(snapshot, user, weights, query, now),
                filter(request, scene, user, snapshot, context, now),
                request.size(),
                tieBreak,
                deadline);
    }

    private static ContentFilter filter(
            RecallRequest request,
            Scene scene,
            UserState user,
            ServingSnapshot snapshot,
            @Nullable String context,
            long now) {
        Set<String> exclude = request.exclude();
        if (context != null) {
            exclude = new HashSet<>(exclude);
            exclude.add(context);
        }
        return ContentFilter.compile(
                snapshot,
                new ContentFilter.Rules(
                        now,
                        request.excludeSeen() ? List.of(user.engaged(), user.impressed()) : List.of(),
                        exclude,
                        user.followedAuthors(),
                        user.blockedAuthors(),
                        user.mutedTags(),
                        concat(scene.must(), request.must()),
                        concat(scene.mustNot(), request.mustNot())));
    }

    private static List<Clause> concat(List<Clause> first, List<Clause> second) {
        if (first.isEmpty()) {
            return second;
        }
        List<Clause> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Everything the user engaged with, contents, items and searches alike, in order of time. */
    public static Interests interests(ServingSnapshot snapshot, UserState user, long now) {
        List<Engagement> all = new ArrayList<>(
                user.contents().size() + user.items().size() + user.queries().size());
        all.addAll(user.contents());
        all.addAll(user.items());
        all.addAll(user.queries());
        all.sort(Engagement.BY_TIME);
        List<EngagedNode> nodes = new ArrayList<>(all.size());
        for (Engagement engagement : all) {
            NodeFeatures features = snapshot.features(engagement.action().target(), engagement.key());
            if (features != null) {
                nodes.add(new EngagedNode(engagement.action(), engagement.at(), engagement.dwellMs(), features));
            }
        }
        return nodes.isEmpty() ? Interests.NONE : snapshot.profiler().profile(nodes, now);
    }

    /** The search in the request counts as one made now; then the user's own, each text once, the newest first. */
    private List<QueryIntent> searches(
            ServingSnapshot snapshot, UserState user, EngagementWeights weights, @Nullable String asked, long now) {
        List<QueryIntent> intents = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        if (asked != null) {
            texts.add(asked);
            intents.add(intent(snapshot, asked, weights.strength(Action.SEARCH, -1)));
        }
        int fromEnd = 0;
        for (Engagement search : user.queries().reversed()) {
            if (intents.size() >= searches) {
                break;
            }
            if (texts.add(search.key())) {
                double weight = weights.weight(Action.SEARCH, -1, now - search.at(), fromEnd);
                intents.add(intent(snapshot, search.key(), weight));
            }
            fromEnd++;
        }
        return intents;
    }

    private static QueryIntent intent(ServingSnapshot snapshot, String text, double weight) {
        int query = snapshot.tables().queries().ordinal(text);
        FeatureArrays features = query < 0 ? snapshot.queryReader().read(text) : known(snapshot.tables(), query);
        return new QueryIntent(text, query, features, (float) weight);
    }

    private static FeatureArrays known(GraphTables tables, int query) {
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            CsrTable rows = tables.features(space).queries();
            int start = rows.start(query);
            int end = rows.end(query);
            if (start < end) {
                vectors.put(
                        space,
                        new SparseVector(
                                Arrays.copyOfRange(rows.columnArray(), start, end),
                                Arrays.copyOfRange(rows.weightArray(), start, end)));
            }
        }
        return new FeatureArrays(vectors);
    }
}
