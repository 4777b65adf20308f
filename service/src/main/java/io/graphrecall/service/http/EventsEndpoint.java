package io.graphrecall.service.http;

import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.OccurrenceCounter;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.service.intake.ArrivalOrder;
import io.graphrecall.service.intake.EventIntake;
import io.vertx.core.http.HttpMethod;

import java.time.InstantSource;

/** {@code POST /v1/events}: behaviour, acknowledged once it is committed and changes the next recall. */
final class EventsEndpoint implements Endpoint {

    private final EventIntake events;
    private final EventFormats formats;
    private final ArrivalOrder order = new ArrivalOrder(InstantSource.system());

    EventsEndpoint(ServiceParts parts, EventFormats formats) {
        this.events = parts.events();
        this.formats = formats;
    }

    @Override
    public Route route() {
        return Route.write(HttpMethod.POST, "/v1/events");
    }

    @Override
    public boolean post() {
        return true;
    }

    @Override
    public Reply answer(Call call) {
        call.query().only();
        EventFormat format = formats.now();
        OccurrenceCounter occurrences = OccurrenceCounter.counting();
        PostedRecords<BehaviourEvent> posted = PostedRecords.read(
                call.body(), json -> format.parse(json, order.next(), occurrences));
        return posted.reply(events.post(posted.records()));
    }
}
