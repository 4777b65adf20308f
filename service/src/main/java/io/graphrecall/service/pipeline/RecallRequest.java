package io.graphrecall.service.pipeline;

import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.state.Engagement;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is asked of recall.
 *
 * @param user        whom to recall for; null for a visitor who is known by {@code events} alone
 * @param events      what a visitor did, the oldest first; empty where there is a user
 * @param scene       the settings to use; null for the default scene
 * @param context     the content whose detail page is open, or null
 * @param size        at most so many contents
 * @param channels    the channels to ask, in order of priority; empty for the scene's
 * @param query       what is being searched for, or null
 * @param must        conditions that every content fulfils
 * @param mustNot     conditions that no content fulfils
 * @param exclude     contents that are not wanted
 * @param excludeSeen whether contents that the user has seen stay away
 * @param blend       how to make one list; null for the scene's way
 * @param timeout     null for the scene's
 * @param now         null for the clock's
 */
public record RecallRequest(
        @Nullable UserId user,
        List<Engagement> events,
        @Nullable String scene,
        @Nullable ContentId context,
        int size,
        List<WantedChannel> channels,
        @Nullable QueryText query,
        List<Clause> must,
        List<Clause> mustNot,
        Set<String> exclude,
        boolean excludeSeen,
        @Nullable Blend blend,
        @Nullable Duration timeout,
        @Nullable Instant now) {

    public static final int MAX_SIZE = 1000;

    /**
     * A channel that a request names.
     *
     * @param quota null for the scene's
     * @param min   null for the scene's
     */
    public record WantedChannel(String id, @Nullable Integer quota, @Nullable Integer min) {}

    public RecallRequest {
        events = List.copyOf(events);
        channels = List.copyOf(channels);
        must = List.copyOf(must);
        mustNot = List.copyOf(mustNot);
        exclude = Set.copyOf(exclude);
        if (size < 1 || size > MAX_SIZE) {
            throw new RecallException(
                    RecallException.Code.INVALID, "size is " + size + ", it must lie between 1 and " + MAX_SIZE);
        }
        if (user != null && !events.isEmpty()) {
            throw new RecallException(
                    RecallException.Code.INVALID, "a request has a user_id or events of a visitor, not both");
        }
    }

    /** So many contents for a user, everything else as the default scene has it. */
    public static RecallRequest of(UserId user, int size) {
        return new RecallRequest(
                user, List.of(), null, null, size, List.of(), null, List.of(), List.of(), Set.of(), true, null, null,
                null);
    }

    /** The same in another scene. */
    public RecallRequest in(@Nullable String other) {
        return new RecallRequest(
                user, events, other, context, size, channels, query, must, mustNot, exclude, excludeSeen, blend,
                timeout, now);
    }

    /** The same while something is searched for. */
    public RecallRequest searching(QueryText text) {
        return new RecallRequest(
                user, events, scene, context, size, channels, text, must, mustNot, exclude, excludeSeen, blend,
                timeout, now);
    }

    /** The same at another time. */
    public RecallRequest at(Instant time) {
        return new RecallRequest(
                user, events, scene, context, size, channels, query, must, mustNot, exclude, excludeSeen, blend,
                timeout, time);
    }

    /** The same from other channels. */
    public RecallRequest from(List<WantedChannel> others) {
        return new RecallRequest(
                user, events, scene, context, size, others, query, must, mustNot, exclude, excludeSeen, blend, timeout,
                now);
    }
}
