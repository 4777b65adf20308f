package io.graphrecall.service.channel;

import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.state.UserState;
import io.graphrecall.service.trigger.Trigger;

import java.util.List;

/**
 * What a channel is asked: a user's needs, understood, against one snapshot. Immutable.
 *
 * @param now       epoch milliseconds
 * @param user      who asks, as recall sees them
 * @param triggers  contents to follow from, the leading one first
 * @param interests features the user likes
 * @param searches  what the user searched for, the newest first
 * @param filter    which contents may be answered
 * @param size      at most so many contents are wanted
 * @param deadline  after it nobody waits for the answer
 */
public record RecallQuery(
        ServingSnapshot snapshot,
        long now,
        UserState user,
        List<Trigger> triggers,
        Interests interests,
        List<QueryIntent> searches,
        ContentFilter filter,
        int size,
        TieBreak tieBreak,
        Deadline deadline) {

    public RecallQuery {
        triggers = List.copyOf(triggers);
        searches = List.copyOf(searches);
    }

    /** The same through another filter. */
    public RecallQuery through(ContentFilter other) {
        return new RecallQuery(snapshot, now, user, triggers, interests, searches, other, size, tieBreak, deadline);
    }

    /** The same by another deadline. */
    public RecallQuery within(Deadline other) {
        return new RecallQuery(snapshot, now, user, triggers, interests, searches, filter, size, tieBreak, other);
    }

    /** The same for so many contents: what one channel of a request is asked. */
    public RecallQuery forChannel(int size) {
        return new RecallQuery(snapshot, now, user, triggers, interests, searches, filter, size, tieBreak, deadline);
    }
}
