package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values of a topic by kind, each on its way into the graph. Values of one kind are written together. */
final class TopicKinds {

    private static final String HEADER = "kind";
    private static final String KINDS = Arrays.stream(DataFile.values()).map(DataFile::stem)
            .collect(Collectors.joining(", "));

    private record Way<R>(LineFormat<R> format, FileLoad<R> load) {}

    private final LoadCounts counts;
    private final Map<DataFile, Way<?>> ways = new EnumMap<>(DataFile.class);
    private DataFile latest = DataFile.EVENTS;

    TopicKinds(GraphWriter writer, Clock clock, int batch, boolean strict, DeadLetterFile deadLetters,
            LoadCounts counts,
            Progress progress) {
        this.counts = counts;
        put(DataFile.TAGS, LineFormat.tags(), writer::writeTags, batch, strict, deadLetters, progress);
        put(DataFile.CATEGORIES, LineFormat.categories(), writer::writeCategories, batch, strict, deadLetters,
                progress);
        put(DataFile.USERS, LineFormat.users(), writer::writeUsers, batch, strict, deadLetters, progress);
        put(DataFile.CONTENTS, LineFormat.contents(), writer::writeContents, batch, strict, deadLetters, progress);
        put(DataFile.VECTORS, LineFormat.vectors(), writer::writeVectors, batch, strict, deadLetters, progress);
        put(DataFile.ITEMS, LineFormat.items(), writer::writeItems, batch, strict, deadLetters, progress);
        put(DataFile.EVENTS, new LineFormat.Events(new EventFormat(clock, DataSet.Timestamps.REAL)),
                writer::writeEvents, batch, strict, deadLetters, progress);
    }

    private <R> void put(DataFile kind, LineFormat<R> format, Function<List<R>, WriteReport> write, int batch,
            boolean strict, DeadLetterFile deadLetters, Progress progress) {
        ways.put(kind, new Way<>(format, new FileLoad<>(kind, batch, write, strict, deadLetters, counts, progress)));
    }

    /** Takes a value; one of another kind than the last has that kind written first. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        String name = header == null ? DataFile.EVENTS.stem() : new String(header.value(), StandardCharsets.UTF_8);
        DataFile kind = Arrays.stream(DataFile.values()).filter(known -> known.stem().equals(name)).findFirst()
                .orElse(null);
        String text = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
        Origin origin = new Origin(record.topic() + "-" + record.partition(), record.offset(), text);
        if (kind == null) {
            fault(DataFile.EVENTS, origin, "has a header kind '" + name + "', which is none of " + KINDS);
        } else if (record.value() == null) {
            fault(kind, origin, "has no value");
        } else if (!isUtf8(record.value())) {
            fault(kind, origin, "is not UTF-8");
        } else {
            take(kind, way(kind), origin, record.offset());
        }
    }

    /** Writes what is on its way. */
    void flush() {
        ways.values().forEach(way -> way.load().flush());
    }

    private <R> void take(DataFile kind, Way<R> way, Origin origin, long order) {
        R parsed;
        try {
            JsonNode json = StrictJson.parse(origin.raw());
            parsed = way.format().parse(json, order, RepeatIndex.Repeat.NONE);
            way.format().unknownFields(json).forEach(field -> way.load().unknownField(kind, field));
        } catch (InvalidRecordException e) {
            way.load().deadLetter(origin.deadLetter(String.valueOf(e.getMessage())));
            return;
        }
        way.load().add(origin, parsed);
    }

    private void fault(DataFile kind, Origin origin, String reason) {
        way(kind).load().deadLetter(origin.deadLetter(reason));
    }

    private Way<?> way(DataFile kind) {
        if (kind != latest) {
            flush();
            latest = kind;
        }
        counts.read(kind, kind.stem(), 1);
        Way<?> way = ways.get(kind);
        if (way == null) {
            throw new IllegalStateException("no way for " + kind);
        }
        return way;
    }

    private static boolean isUtf8(byte @Nullable [] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
