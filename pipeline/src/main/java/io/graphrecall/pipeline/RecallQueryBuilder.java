package io.graphrecall.pipeline;

import io.graphrecall.blend.TieBreak;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.QueryExamples;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.interest.NewWords;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.trigger.Trigger;
import io.graphrecall.pipeline.trigger.TriggerSelector;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.retrieval.profile.EngagedNode;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds the query that the channels of a request get: the user's triggers, interests and searches, and the content
 * filter. Immutable; thread-safe.
 */
public final class RecallQueryBuilder {

    /** Identity of the search of a request, which is no event of the graph. */
    private static final String SEARCH_OF_REQUEST = "search of the request";

    private final TriggerSelector triggers;
    private final int maxSearches;

    /** @param maxSearches maximum number of searches of a user, the newest first. The search of a request is the only one. */
    public RecallQueryBuilder(TriggerSelector triggers, int maxSearches) {
        this.triggers = triggers;
        this.maxSearches = maxSearches;
    }

    /** @param history the user's state, without the search and the examples of the request */
    RecallQuery build(
            RecallRequest request,
            Scene scene,
            UserState history,
            ServingSnapshot snapshot,
            long now,
            TieBreak tieBreak,
            Deadline deadline) {
        UserState user = withExamples(withSearch(history, request.query(), now), request.examples(), now);
        EngagementWeights weights = new EngagementWeights(EngagementParameters.DEFAULT, snapshot.timestamps());
        String context = request.context() == null ? null : request.context().key();
        boolean disliked = context != null && keys(request.examples().negative()).contains(context);
        String related = disliked ? null : context;
        return new RecallQuery(
                snapshot,
                now,
                user,
                triggers.select(snapshot, user, weights, related, now),
                examples(request.examples(), weights, snapshot, related),
                interests(snapshot, user, now, related),
                request.query() == null
                        ? searches(snapshot, user, weights, now, maxSearches)
                        : searches(snapshot, user, weights, now, 1).stream()
                                .map(search -> corrected(snapshot, search)).toList(),
                filter(request, scene, history, snapshot, context, now),
                request.depth(),
                tieBreak,
                deadline);
    }

    /** Returns a user's state with the search of a request as the newest one. */
    private static UserState withSearch(UserState user, @Nullable QueryText query, long now) {
        if (query == null) {
            return user;
        }
        long at = user.queries().isEmpty() ? now : Math.max(now, user.queries().getLast().at());
        return user.with(new Engagement(SEARCH_OF_REQUEST, Action.SEARCH, query.key(), at, Long.MAX_VALUE, -1, null));
    }

    /** Returns a user's state with the examples of a request as the newest likes and dislikes. */
    private static UserState withExamples(UserState user, RequestExamples examples, long now) {
        long at = user.contents().isEmpty() ? now : Math.max(now, user.contents().getLast().at());
        List<Engagement> engagements = new ArrayList<>();
        long order = Long.MAX_VALUE - examples.negative().size() - examples.positive().size();
        for (ContentId content : examples.negative()) {
            engagements.add(example(Action.DISLIKE, content, at, ++order));
        }
        for (ContentId content : examples.positive()) {
            engagements.add(example(Action.LIKE, content, at, ++order));
        }
        return user.with(engagements);
    }

    private static Engagement example(Action action, ContentId content, long at, long order) {
        return new Engagement("example of the request: " + action + " " + content.key(), action, content.key(), at,
                order, -1, null);
    }

    private static QueryExamples examples(
            RequestExamples examples, EngagementWeights weights, ServingSnapshot snapshot, @Nullable String context) {
        if (examples.negative().isEmpty() && examples.vector() == null && context == null) {
            return QueryExamples.NONE;
        }
        float dislike = (float) weights.strength(Action.DISLIKE, -1);
        List<Trigger> negative = examples.negative().stream().map(ContentId::key)
                .filter(id -> snapshot.contentOrdinal(id) >= 0)
                .map(id -> new Trigger(snapshot.contentOrdinal(id), id, dislike)).toList();
        return new QueryExamples(negative, examples.vector() == null
                ? null
                : vector(examples.vector(), (float) weights.strength(Action.LIKE, -1), snapshot),
                context == null ? -1 : snapshot.contentOrdinal(context));
    }

    private static QueryExamples.@Nullable Vector vector(
            RequestExamples.SpaceVector vector, float weight, ServingSnapshot snapshot) {
        ServingSpace space = snapshot.spaces().get(vector.space());
        float[] prepared = space == null ? null : space.prepared(vector.values());
        return space == null || prepared == null
                ? null
                : new QueryExamples.Vector(space.name(), LiveVector.ofRequest(space, prepared), weight);
    }

    private static Set<String> keys(List<ContentId> contents) {
        return contents.stream().map(ContentId::key).collect(Collectors.toSet());
    }

    private static ContentFilter filter(
            RecallRequest request,
            Scene scene,
            UserState user,
            ServingSnapshot snapshot,
            @Nullable String context,
            long now) {
        Set<String> excludedIds = new HashSet<>(request.excludedIds());
        excludedIds.addAll(keys(request.examples().positive()));
        excludedIds.addAll(keys(request.examples().negative()));
        if (context != null) {
            excludedIds.add(context);
        }
        boolean excludeSeen = request.excludeSeen() == null ? scene.excludeSeen() : request.excludeSeen();
        return ContentFilter.compile(
                snapshot,
                new ContentFilter.Rules(
                        now,
                        excludeSeen ? List.of(user.engaged(), user.impressedContents()) : List.of(),
                        excludedIds,
                        user.followedAuthors(),
                        user.blockedAuthors(),
                        user.mutedTags(),
                        List.of(scene.filter(), request.filter())));
    }

    /** Returns the interests of a user, and those that the content whose page is open stands for. */
    private Interests interests(ServingSnapshot snapshot, UserState user, long now, @Nullable String context) {
        int content = context == null ? -1 : snapshot.contentOrdinal(context);
        List<EngagedNode> nodes = engagedNodes(snapshot, user);
        return content < 0
                ? snapshot.profiler().profile(nodes, now)
                : snapshot.profiler().profile(
                        nodes, now, snapshot.contentFeatures(content), triggers.contextWeight());
    }

    /** Returns the interest profile over all engagements of a user: contents, items and searches. */
    public static Interests interests(ServingSnapshot snapshot, UserState user, long now) {
        return snapshot.profiler().profile(engagedNodes(snapshot, user), now);
    }

    private static List<EngagedNode> engagedNodes(ServingSnapshot snapshot, UserState user) {
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
        return nodes;
    }

    /** Returns the user's searches, the newest first. Each text occurs once. */
    private static List<QueryIntent> searches(
            ServingSnapshot snapshot, UserState user, EngagementWeights weights, long now, int maxSearches) {
        List<QueryIntent> intents = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        int fromEnd = 0;
        long newest = user.newestEngagement(now);
        for (Engagement search : user.queries().reversed()) {
            if (intents.size() >= maxSearches) {
                break;
            }
            if (texts.add(search.key())) {
                double weight = weights.weight(Action.SEARCH, -1, newest - search.at(), fromEnd++);
                intents.add(intent(snapshot, search.key(), weight));
            }
        }
        return intents;
    }

    private static QueryIntent intent(ServingSnapshot snapshot, String text, double weight) {
        int known = snapshot.tables().queries().ordinal(text);
        int query = known < 0 ? snapshot.queryReader().similarQuery(text) : known;
        FeatureArrays features = known < 0
                ? snapshot.queryReader().read(text)
                : storedFeatures(snapshot.tables(), known);
        return new QueryIntent(text, query, features, (float) weight);
    }

    /** Returns a search with its spelling corrected. Words of new contents are not misspelt. */
    private static QueryIntent corrected(ServingSnapshot snapshot, QueryIntent search) {
        NewWords words = snapshot.module(NewWords.class);
        String text = snapshot.queryReader().corrected(search.text(),
                word -> words != null && words.contain(snapshot.overlay(), word));
        return text.equals(search.text())
                ? search
                : new QueryIntent(search.text(), search.query(), snapshot.queryReader().read(text), search.weight());
    }

    private static FeatureArrays storedFeatures(GraphTables tables, int query) {
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            SparseTable.Row row = tables.features(space).queries().row(query);
            if (row.columns().length > 0) {
                vectors.put(space, new SparseVector(row.columns(), row.weights()));
            }
        }
        return new FeatureArrays(vectors);
    }
}
