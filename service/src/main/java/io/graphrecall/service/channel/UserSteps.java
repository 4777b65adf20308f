package io.graphrecall.service.channel;

import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.service.snapshot.ServingPath;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first steps of paths from the user, as the user's state has them now. Not thread-safe. */
public final class UserSteps {

    private final UserState user;
    private final EngagementWeights weights;
    private final boolean real;
    private final long now;

    UserSteps(RecallQuery query, EngagementWeights weights) {
        user = query.user();
        this.weights = weights;
        real = query.snapshot().timestamps() == DataSet.Timestamps.REAL;
        now = query.now();
    }

    /** The steps of the user whom a query is for, with the weights that recall goes by. */
    public static UserSteps of(RecallQuery query) {
        return new UserSteps(query,
                new EngagementWeights(EngagementParameters.DEFAULT, query.snapshot().timestamps()));
    }

    /** Where a path's first step leads, each node once with the weight of the newest engagement. */
    public List<ServingPath.Start> starts(MetaPathParameters parameters) {
        MetaPath.Step step = parameters.path().steps().getFirst();
        List<ServingPath.Start> starts = new ArrayList<>();
        if (!step.forward()) {
            return starts;
        }
        Set<RelationshipType> types = EnumSet.copyOf(step.types());
        if (types.contains(RelationshipType.FOLLOWS)) {
            add(user.followedAuthors(), starts);
        }
        if (types.contains(RelationshipType.BLOCKS)) {
            add(user.blockedAuthors(), starts);
        }
        add(user.contents(), types, parameters, starts);
        add(user.items(), types, parameters, starts);
        add(user.queries(), types, parameters, starts);
        return starts;
    }

    private static void add(Collection<String> users, List<ServingPath.Start> starts) {
        users.forEach(other -> starts.add(new ServingPath.Start(NodeLabel.USER, other, 1)));
    }

    private void add(
            List<Engagement> engagements,
            Set<RelationshipType> types,
            MetaPathParameters parameters,
            List<ServingPath.Start> starts) {
        Set<String> taken = new HashSet<>();
        long since = now - parameters.window().toMillis();
        int last = real ? 0 : Math.max(0, engagements.size() - parameters.windowCount());
        for (int i = engagements.size() - 1; i >= last; i--) {
            Engagement engagement = engagements.get(i);
            boolean walked = engagement.action().relationship().filter(types::contains).isPresent()
                    && (!real || engagement.at() >= since);
            if (walked && taken.add(engagement.key())) {
                float weight = (float) weights.weight(engagement.action(), engagement.dwellMs(),
                        now - engagement.at(), taken.size() - 1);
                if (weight > 0) {
                    starts.add(new ServingPath.Start(engagement.action().target(), engagement.key(), weight));
                }
            }
        }
    }
}
