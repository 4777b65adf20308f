package io.graphrecall.service.http;

import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.OccurrenceCounter;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.service.intake.ArrivalOrder;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.time.InstantSource;

/** {@code POST /v1/events}: behaviour events, acknowledged once they are committed and affect the next recall. */
final class EventsEndpoint implements Endpoint {

    private final EventIntake events;
    private final LiveSnapshots snapshots;
    private final EventFormats formats;
    private final PostLog log;
    private final ArrivalOrder order = new ArrivalOrder(InstantSource.system());

    EventsEndpoint(ServiceParts parts, EventFormats formats, PostLog log) {
        this.events = parts.events();
        this.log = log;
        this.snapshots = parts.snapshots();
        this.formats = formats;
    }

    @Override
    public String operation() {
        return "postEvents";
    }

    @Override
    public Reply handle(ApiRequest request) {
        EventFormat format = formats.current();
        OccurrenceCounter occurrences = OccurrenceCounter.counting();
        PostedRecords<BehaviourEvent> posted = PostedRecords.read(
                request.records(), json -> format.parse(json, order.next(), occurrences));
        return posted.reply(request, snapshots, events::post, log);
    }
}
