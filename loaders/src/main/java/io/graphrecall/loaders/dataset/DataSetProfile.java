package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.Tally;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a data set holds, counted.
 *
 * @param contents       usable contents
 * @param items          usable items
 * @param contentFields  how many contents have each field
 * @param itemFields     how many items have each field
 * @param actions        events by action
 * @param eventFields    how many events have each optional field
 * @param users          users that events name
 * @param targets        contents, items and queries that events name
 * @param unknownUsers   of the users those that the users file lacks; where there is no such file, 0
 * @param unknownTargets of the contents and items those that the catalogue lacks
 * @param first          the earliest time of an event, or null where there is none
 * @param last           the latest
 * @param warnings       what is allowed but hardly meant, in words
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
        @Nullable Instant first,
        @Nullable Instant last,
        List<String> warnings) {

    /**
     * How events spread over those they name.
     *
     * @param distinct how many there are
     * @param median   the events that half of them do not exceed
     * @param most     the events of the one with most
     */
    public record Spread(long distinct, long median, long most) {

        static Spread of(Tally tally) {
            return new Spread(tally.distinct(), tally.median(), tally.most());
        }
    }

    public DataSetProfile {
        contentFields = new TreeMap<>(contentFields);
        itemFields = new TreeMap<>(itemFields);
        actions = actions.isEmpty() ? Map.of() : new EnumMap<>(actions);
        eventFields = new TreeMap<>(eventFields);
        warnings = List.copyOf(warnings);
    }

    /** How many events there are. */
    public long events() {
        return actions.values().stream().mapToLong(Long::longValue).sum();
    }
}
