package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a data-set folder holds, counted.
 *
 * @param contentFields how many contents have each field
 * @param itemFields    how many items have each field
 * @param actions       events by action
 * @param eventFields   how many events have each optional field
 * @param users         distinct users that events name
 * @param targets       distinct contents, items and queries that events name
 * @param unknownUsers  of the users those that the users file lacks; where there is no such file, 0
 * @param unknownTargets of the contents and items those that the catalogue lacks
 * @param first         the earliest time of an event, or null where there is none
 * @param last          the latest
 */
public record DataSetProfile(
        Map<String, Long> contentFields,
        Map<String, Long> itemFields,
        Map<Action, Long> actions,
        Map<String, Long> eventFields,
        long users,
        long targets,
        long unknownUsers,
        long unknownTargets,
        @Nullable Instant first,
        @Nullable Instant last) {

    public DataSetProfile {
        contentFields = new TreeMap<>(contentFields);
        itemFields = new TreeMap<>(itemFields);
        actions = actions.isEmpty() ? Map.of() : new EnumMap<>(actions);
        eventFields = new TreeMap<>(eventFields);
    }

    /** The profile for people, a line for each thing to say. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        contentFields.forEach((field, count) -> lines.add("contents with " + field + ": " + count));
        itemFields.forEach((field, count) -> lines.add("items with " + field + ": " + count));
        actions.forEach((action, count) -> lines.add("events with action " + action.wireName() + ": " + count));
        eventFields.forEach((field, count) -> lines.add("events with " + field + ": " + count));
        if (first != null) {
            lines.add("events from " + first + " to " + last);
            lines.add("events name " + users + " users (" + unknownUsers + " not in users.jsonl) and " + targets
                    + " contents, items and queries (" + unknownTargets + " not in the catalogue)");
        }
        return lines;
    }
}
