package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.RelationshipType;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch of events: identities are checked first, so that what is written cannot clash. */
final class EventBatch {

    private static final Statements<RelationshipType> CREATE = Statements.ofBehaviour("ingest/event-create");

    private final KnownEvents knownEvents = new KnownEvents();
    private final ImpressionWindow impressions = new ImpressionWindow();

    WriteReport write(GraphTransaction tx, List<BehaviourEvent> batch) {
        long seq = Sequence.lock(tx);
        Map<String, BehaviourEvent> known = knownEvents.find(tx, batch);
        List<BehaviourEvent> fresh = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            BehaviourEvent event = batch.get(i);
            BehaviourEvent first = known.putIfAbsent(event.id(), event);
            if (first == null) {
                fresh.add(event);
            } else if (!first.sameFacts(event)) {
                rejected.add(new Rejection(i, "event_id '" + event.id() + "' is that of another event: "
                        + EventFacts.difference(first, event)));
            }
        }
        BareNodes named = named(fresh);
        named.merge(tx);
        int written = create(tx, fresh) + impressions.write(tx, fresh);
        int unchanged = batch.size() - rejected.size() - written;
        return new WriteReport(written, unchanged, rejected, written > 0 ? Sequence.raise(tx) : seq, named.created());
    }

    private static BareNodes named(List<BehaviourEvent> events) {
        BareNodes named = new BareNodes();
        for (BehaviourEvent event : events) {
            named.add(event.user());
            named.add(event.target());
            if (event.query() != null) {
                named.add(event.query());
            }
        }
        return named;
    }

    private static int create(GraphTransaction tx, List<BehaviourEvent> events) {
        Map<RelationshipType, List<Map<String, Object>>> rows = new EnumMap<>(RelationshipType.class);
        for (BehaviourEvent event : events) {
            event.action().relationship()
                    .ifPresent(type -> rows.computeIfAbsent(type, none -> new ArrayList<>()).add(row(event)));
        }
        int created = 0;
        for (Map.Entry<RelationshipType, List<Map<String, Object>>> one : rows.entrySet()) {
            created += tx.execute(CREATE.get(one.getKey()), Map.of("rows", one.getValue())).relationshipsCreated();
        }
        return created;
    }

    /** Absent fields are null, which the statement does not store. */
    private static Map<String, Object> row(BehaviourEvent event) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", event.id());
        row.put("user", event.user().key());
        row.put("target", event.target().key());
        row.put("at", event.at().toEpochMilli());
        row.put("order", event.order());
        row.put("dwell_ms", event.dwellMs());
        row.put("scene", event.scene());
        row.put("query", event.query() == null ? null : event.query().key());
        row.put("request_id", event.requestId());
        return row;
    }
}
