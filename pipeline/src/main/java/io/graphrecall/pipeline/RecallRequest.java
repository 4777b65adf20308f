package io.graphrecall.pipeline;

import io.graphrecall.blend.Blend;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A validated recall request.
 *
 * @param user        the user; null for a visitor, who is described by {@code events} alone
 * @param events      the visitor's events, oldest first; empty if there is a user
 * @param examples    contents and a vector in addition to the user or the events
 * @param scene       null for {@link RecallPipeline#DEFAULT_SCENE}
 * @param context     the content whose detail page is open, or null
 * @param size        maximum number of contents in the result
 * @param offset      number of contents before the first one of the result, if the result is a page of a longer list; null
 *                    otherwise
 * @param channels    the channels to call, in order of priority; empty for the scene's channels
 * @param query       the current search, or null
 * @param filter      conditions that every content satisfies
 * @param excludedIds ids of contents to leave out
 * @param excludeSeen true to leave out contents that the user has seen; null for the scene's default
 * @param matchQuery  true to keep only contents that a channel of the query found; null for the scene's default
 * @param blend       null for the scene's blend
 * @param limits      null for the scene's limits
 * @param timeout     null for the scene's timeout
 * @param now         null for the current time of the pipeline's clock
 */
public record RecallRequest(
        @Nullable UserId user,
        List<Engagement> events,
        RequestExamples examples,
        @Nullable String scene,
        @Nullable ContentId context,
        int size,
        @Nullable Integer offset,
        List<RequestedChannel> channels,
        @Nullable QueryText query,
        FilterGroup filter,
        Set<String> excludedIds,
        @Nullable Boolean excludeSeen,
        @Nullable Boolean matchQuery,
        @Nullable Blend blend,
        @Nullable List<Limit> limits,
        @Nullable Duration timeout,
        @Nullable Instant now) {

    public static final int MAX_SIZE = 1000;

    /**
     * A channel named in a request.
     *
     * @param quota  null for the scene's quota
     * @param min    null for the scene's minimum
     * @param weight null for the scene's weight
     */
    public record RequestedChannel(
            String id, @Nullable Integer quota, @Nullable Integer min, @Nullable Double weight) {

        /** Returns a channel with the shares of the scene. */
        public static RequestedChannel of(String id) {
            return new RequestedChannel(id, null, null, null);
        }
    }

    public RecallRequest {
        events = List.copyOf(events);
        channels = List.copyOf(channels);
        excludedIds = Set.copyOf(excludedIds);
        limits = limits == null ? null : List.copyOf(limits);
        if (size < 1 || size > MAX_SIZE) {
            throw new RecallException(
                    RecallException.Code.INVALID, "size is " + size + ", expected 1 to " + MAX_SIZE);
        }
        if (offset != null && (offset < 0 || offset >= MAX_SIZE)) {
            throw new RecallException(RecallException.Code.INVALID,
                    "offset is " + offset + ", expected 0 to " + (MAX_SIZE - 1));
        }
        if (user != null && !events.isEmpty()) {
            throw new RecallException(
                    RecallException.Code.INVALID, "a request has a user_id or a visitor's events, not both");
        }
    }

    /** Returns a request for a user with the defaults of the default scene. */
    public static RecallRequest of(UserId user, int size) {
        return new RecallRequest(
                user, List.of(), RequestExamples.NONE, null, null, size, null, List.of(), null, FilterGroup.NONE,
                Set.of(), null, null, null, null, null, null);
    }

    /** Returns the length of the blended list. All pages are parts of the same list, whatever their sizes. */
    int depth() {
        return offset == null ? size : MAX_SIZE;
    }

    public RecallRequest withScene(@Nullable String other) {
        return with(other, channels, query, excludeSeen, now);
    }

    public RecallRequest withQuery(@Nullable QueryText other) {
        return with(scene, channels, other, excludeSeen, now);
    }

    public RecallRequest withChannels(List<RequestedChannel> others) {
        return with(scene, others, query, excludeSeen, now);
    }

    /** Returns the same request at another time. */
    public RecallRequest at(Instant time) {
        return with(scene, channels, query, excludeSeen, time);
    }

    /** Returns the same request without contents that the user has seen, whatever the scene. */
    public RecallRequest withoutSeen() {
        return with(scene, channels, query, true, now);
    }

    private RecallRequest with(@Nullable String otherScene, List<RequestedChannel> otherChannels,
            @Nullable QueryText otherQuery, @Nullable Boolean seen, @Nullable Instant time) {
        return new RecallRequest(
                user, events, examples, otherScene, context, size, offset, otherChannels, otherQuery, filter,
                excludedIds, seen, matchQuery, blend, limits, timeout, time);
    }
}
