package io.graphrecall.pipeline.channel;

import io.graphrecall.blend.TieBreak;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.trigger.Trigger;
import io.graphrecall.retrieval.profile.Interests;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * The input of a channel: a user's triggers, interests and searches, and the snapshot to search. Immutable.
 *
 * @param now       epoch milliseconds
 * @param triggers  the context content first, if there is one
 * @param examples  of the request
 * @param interests weights of features
 * @param searches  the newest first; only that of the request if it has one
 * @param filter    accepts or rejects contents
 * @param size      maximum number of contents
 * @param deadline  the request does not wait beyond it
 */
public record RecallQuery(
        ServingSnapshot snapshot,
        long now,
        UserState user,
        List<Trigger> triggers,
        QueryExamples examples,
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

    /** Returns what the query lacks for a channel that starts from triggers, or null if it has triggers. */
    public @Nullable String missingTriggers() {
        return triggers.isEmpty() ? "the user engaged with no content of this generation" : null;
    }

    /** Returns what the query lacks for a channel that starts from searches, or null if it has searches. */
    public @Nullable String missingSearches() {
        return searches.isEmpty() ? "the user has no searches" : null;
    }

    /** Returns the triggers, followed by the negative examples with weights below 0. */
    public List<Trigger> signedTriggers() {
        return examples.negative().isEmpty()
                ? triggers
                : Stream.concat(triggers.stream(), examples.negative().stream()).toList();
    }

    public RecallQuery through(ContentFilter other) {
        return new RecallQuery(snapshot, now, user, triggers, examples, interests, searches, other, size, tieBreak,
                deadline);
    }

    public RecallQuery within(Deadline other) {
        return new RecallQuery(snapshot, now, user, triggers, examples, interests, searches, filter, size, tieBreak,
                other);
    }

    /** Returns this query with another size. */
    public RecallQuery forChannel(int other) {
        return new RecallQuery(snapshot, now, user, triggers, examples, interests, searches, filter, other, tieBreak,
                deadline);
    }
}
