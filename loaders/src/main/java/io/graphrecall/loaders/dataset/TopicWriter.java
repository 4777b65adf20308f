package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.WireNamed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes the values of a topic to the graph, consecutive values of one kind in one batch. */
final class TopicWriter {

    private static final String HEADER = "kind";
    private static final int BATCH = 5_000;
    private static final String KINDS = Arrays.stream(RecordKind.values()).map(RecordKind::stem)
            .collect(Collectors.joining(", "));

    private record Route<R>(RecordType<R> type, UnaryOperator<JsonNode> form, BatchLoader<R> loader) {}

    private final LoadSession session;
    private final Map<RecordKind, Route<?>> routes = new EnumMap<>(RecordKind.class);
    private RecordKind latest = RecordKind.EVENTS;

    TopicWriter(GraphWriter writer, Clock clock, Function<List<BehaviourEvent>, WriteReport> events,
            Function<List<Content>, WriteReport> contents, LoadSession session) {
        this.session = session;
        for (RecordType<?> type : RecordType.all(clock, DataSet.Timestamps.REAL)) {
            put(type, writer);
        }
        put(RecordType.CONTENTS, contents);
        put(RecordType.events(clock, DataSet.Timestamps.REAL), events);
    }

    private <R> void put(RecordType<R> type, RecordWriter writer) {
        put(type, batch -> type.write().apply(writer, batch));
    }

    private <R> void put(RecordType<R> type, Function<List<R>, WriteReport> write) {
        routes.put(type.kind(), new Route<>(type, ColumnMapping.removingEmptyTexts(type.kind()),
                new BatchLoader<>(session, type.kind(), BATCH, write, false)));
    }

    /** Adds a value to the batch of its kind. If the kind changes, the previous batch is written first. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        String name = header == null || header.value() == null
                ? RecordKind.EVENTS.stem()
                : new String(header.value(), StandardCharsets.UTF_8);
        RecordKind kind = WireNamed.find(RecordKind.class, name).orElse(null);
        String text = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
        Origin origin = new Origin(record.topic() + "-" + record.partition(), record.offset(), record.offset(), text,
                null);
        if (kind == null) {
            reject(RecordKind.EVENTS, origin, "has header kind '" + name + "', expected one of " + KINDS);
        } else if (record.value() == null) {
            reject(kind, origin, "has no value");
        } else if (!isUtf8(record.value())) {
            reject(kind, origin, "is not UTF-8");
        } else {
            add(route(kind), origin, record.offset());
        }
    }

    /** Writes all batches. */
    void flush() {
        routes.values().forEach(route -> route.loader().flush());
    }

    private <R> void add(Route<R> route, Origin origin, long order) {
        R parsed;
        try {
            JsonNode json = route.form().apply(StrictJson.parse(origin.raw()));
            parsed = route.type().parse(json, order, 0, route.loader()::converted);
            route.type().unknownFields(json).forEach(route.loader()::unknownField);
        } catch (InvalidRecordException e) {
            route.loader().deadLetter(origin.deadLetter(String.valueOf(e.getMessage())));
            return;
        }
        route.loader().add(new RecordLine<>(origin, parsed));
    }

    private void reject(RecordKind kind, Origin origin, String reason) {
        route(kind).loader().deadLetter(origin.deadLetter(reason));
    }

    private Route<?> route(RecordKind kind) {
        if (kind != latest) {
            flush();
            latest = kind;
        }
        session.counts().read(kind, kind.stem(), 1);
        Route<?> route = routes.get(kind);
        if (route == null) {
            throw new IllegalStateException("no route for " + kind);
        }
        return route;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
