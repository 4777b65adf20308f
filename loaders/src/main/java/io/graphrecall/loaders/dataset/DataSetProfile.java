package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statistics of a data set.
 *
 * @param contents       number of usable contents
 * @param items          number of usable items
 * @param contentFields  number of contents with each field
 * @param itemFields     number of items with each field
 * @param actions        number of events by action
 * @param eventFields    number of events with each optional field
 * @param users          distribution of events over users
 * @param targets        distribution of events over contents, items and queries
 * @param unknownUsers   number of users in events that the users file lacks; 0 without such a file
 * @param unknownTargets number of contents and items in events that the catalogue lacks
 * @param undescribedContents number of contents in events that the catalogue lacks
 * @param first          earliest event time, or null without events
 * @param last           latest event time, or null without events
 * @param warnings       messages about valid but suspicious data
 */
public record DataSetProfile(
        long contents,
        long items,
        Map<String, Long> contentFields,
        Map<String, Long> itemFields,
        Map<Action, Long> actions,
        Map<String, Long> eventFields,
        Spread users,
        Spread targets,
        long unknownUsers,
        long unknownTargets,
        long undescribedContents,
        @Nullable Instant first,
        @Nullable Instant last,
        List<String> warnings) {

    /**
     * Distribution of events over users or targets.
     *
     * @param distinct number of users or targets
     * @param median   median number of events
     * @param max      maximum number of events
     */
    public record Spread(long distinct, long median, long max) {

        static Spread of(HashedCounter counter) {
            return new Spread(counter.distinct(), counter.median(), counter.maxCount());
        }
    }

    public DataSetProfile {
        contentFields = new TreeMap<>(contentFields);
        itemFields = new TreeMap<>(itemFields);
        actions = actions.isEmpty() ? Map.of() : new EnumMap<>(actions);
        eventFields = new TreeMap<>(eventFields);
        warnings = List.copyOf(warnings);
    }

    /** Returns the number of events. */
    public long events() {
        return actions.values().stream().mapToLong(Long::longValue).sum();
    }
}
