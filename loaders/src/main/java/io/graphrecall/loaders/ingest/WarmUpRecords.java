package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of {@link GraphWriter#warmUp}, which are never committed. Together they need all statements of a usual post. */
final class WarmUpRecords {

    private static final String NAME = "warm-up";
    private static final UserId USER = new UserId(NAME);
    private static final ContentId ID = new ContentId(NAME);

    static final List<BehaviourEvent> EVENTS = List.of(event(Action.CLICK), event(Action.IMPRESSION));

    static final List<Content> CONTENTS = List.of(new Content(ID, new Description(NAME, NAME, List.of(NAME),
            Map.of(NAME, List.of(NAME)), List.of(NAME), USER, Instant.EPOCH, null, Description.Status.ACTIVE,
            Description.Media.NONE, Map.of(), Map.of(), List.of())));

    private WarmUpRecords() {}

    private static BehaviourEvent event(Action action) {
        return new BehaviourEvent(NAME + "-" + action.wireName(), USER, action, ID, Instant.EPOCH, 0, null, null, null,
                null);
    }
}
