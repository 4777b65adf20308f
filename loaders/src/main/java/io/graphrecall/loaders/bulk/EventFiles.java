package io.graphrecall.loaders.bulk;

import com.carrotsearch.hppc.LongLongHashMap;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Relationship files of events, one for each action, with an index of the event identities. The index is in memory and takes
 * 16 bytes per slot, at most 43 bytes per event. The events stay on disk. Not thread-safe.
 */
final class EventFiles {

    private static final int OFFSET_BITS = 48;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final ImportFolder folder;

    /** Actions with a file. A location has the number of its action in this list. */
    private final List<Action> actions = new ArrayList<>();
    private final Map<Action, CsvFile> files = new EnumMap<>(Action.class);

    /** Location of an event, by the hash of its identity. */
    private final LongLongHashMap index = new LongLongHashMap();

    EventFiles(ImportFolder folder) {
        this.folder = folder;
    }

    /** Returns the event with an identity, or null. */
    @Nullable
    BehaviourEvent find(String id) throws IOException {
        for (long slot = HashedCounter.hash(id); index.containsKey(slot); slot++) {
            BehaviourEvent event = read(index.get(slot));
            if (event.id().equals(id)) {
                return event;
            }
        }
        return null;
    }

    /** Adds an event whose identity is free. It takes the first free slot from the hash of its identity. */
    void add(BehaviourEvent event) throws IOException {
        CsvFile file = file(event.action());
        String query = event.query() == null ? null : event.query().key();
        String dwellMs = event.dwellMs() == null ? null : event.dwellMs().toString();
        long offset = file.write(event.user().key(), event.target().key(), event.id(),
                Long.toString(event.at().toEpochMilli()), Long.toString(event.order()), dwellMs, event.scene(), query,
                event.requestId());
        long slot = HashedCounter.hash(event.id());
        while (index.containsKey(slot)) {
            slot++;
        }
        index.put(slot, (long) actions.indexOf(event.action()) << OFFSET_BITS | offset);
    }

    private BehaviourEvent read(long location) throws IOException {
        Action action = actions.get((int) (location >>> OFFSET_BITS));
        List<@Nullable String> row = Objects.requireNonNull(files.get(action)).read(location & OFFSET_MASK);
        String dwellMs = row.get(5);
        String query = row.get(7);
        return new BehaviourEvent(required(row, 2), new UserId(required(row, 0)), action,
                action.targetKey(required(row, 1)), Instant.ofEpochMilli(Long.parseLong(required(row, 3))),
                Long.parseLong(required(row, 4)), dwellMs == null ? null : Long.valueOf(dwellMs), row.get(6),
                query == null ? null : new QueryText(query), row.get(8));
    }

    private static String required(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }

    private CsvFile file(Action action) throws IOException {
        CsvFile file = files.get(action);
        if (file == null) {
            file = folder.relationships(action.relationship().orElseThrow(), NodeLabel.USER, action.target(),
                    List.of("event_id:string", "at:long", "ord:long", "dwell_ms:long", "scene:string", "query:string",
                            "request_id:string"));
            files.put(action, file);
            actions.add(action);
        }
        return file;
    }
}
