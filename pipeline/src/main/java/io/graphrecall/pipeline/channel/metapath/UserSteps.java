package io.graphrecall.pipeline.channel.metapath;

import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first steps of meta-paths from a user, read from the user state. Not thread-safe. */
public final class UserSteps {

    private final UserState user;
    private final EngagementWeights weights;
    private final boolean realTimes;
    private final long now;
    private final long newest;

    public UserSteps(RecallQuery query) {
        user = query.user();
        weights = new EngagementWeights(EngagementParameters.DEFAULT, query.snapshot().timestamps());
        realTimes = query.snapshot().timestamps() == DataSet.Timestamps.REAL;
        now = query.now();
        newest = user.newestEngagement(now);
    }

    /** Returns the nodes after a path's first step, each once, with the weight of the newest engagement. */
    public List<ServingPath.Start> starts(MetaPathParameters parameters) {
        MetaPath.Step step = parameters.path().steps().getFirst();
        List<ServingPath.Start> starts = new ArrayList<>();
        if (!step.forward()) {
            return starts;
        }
        Set<RelationshipType> types = EnumSet.copyOf(step.types());
        if (types.contains(RelationshipType.FOLLOWS)) {
            addUsers(user.followedAuthors(), starts);
        }
        if (types.contains(RelationshipType.BLOCKS)) {
            addUsers(user.blockedAuthors(), starts);
        }
        addEngagements(user.contents(), types, parameters, starts);
        addEngagements(user.items(), types, parameters, starts);
        addEngagements(user.queries(), types, parameters, starts);
        return starts;
    }

    private static void addUsers(Collection<String> users, List<ServingPath.Start> starts) {
        users.forEach(other -> starts.add(new ServingPath.Start(NodeLabel.USER, other, 1)));
    }

    private void addEngagements(
            List<Engagement> engagements,
            Set<RelationshipType> types,
            MetaPathParameters parameters,
            List<ServingPath.Start> starts) {
        Set<String> added = new HashSet<>();
        long since = now - parameters.window().toMillis();
        int first = realTimes ? 0 : Math.max(0, engagements.size() - parameters.windowCount());
        for (int i = engagements.size() - 1; i >= first; i--) {
            Engagement engagement = engagements.get(i);
            boolean walked = engagement.action().relationship().filter(types::contains).isPresent()
                    && (!realTimes || engagement.at() >= since);
            if (walked && added.add(engagement.key())) {
                float weight = (float) weights.weight(engagement.action(), engagement.dwellMs(),
                        newest - engagement.at(), added.size() - 1);
                if (weight > 0) {
                    starts.add(new ServingPath.Start(engagement.action().target(), engagement.key(), weight));
                }
            }
        }
    }
}
