package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.service.intake.Receipt;
import io.vertx.core.buffer.Buffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The records of a post: of an array, or of lines of JSON. What cannot be read is rejected by its index, and the others
 * go on. Lines without anything on them do not count.
 */
final class PostedRecords<T> {

    private final List<T> records = new ArrayList<>();
    /** For each of the records its index in the post. */
    private final List<Integer> indexes = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private int count;

    private PostedRecords() {}

    /**
     * @param reader makes a record of JSON, or throws {@link InvalidRecordException}
     * @throws InvalidRecordException where the body begins an array and is none, or is not UTF-8
     */
    static <T> PostedRecords<T> read(Buffer body, Function<JsonNode, T> reader) {
        PostedRecords<T> posted = new PostedRecords<>();
        BodyText text = new BodyText(body);
        if (text.isArray()) {
            StrictJson.parse(text.whole()).forEach(json -> posted.add(() -> reader.apply(json)));
        } else {
            text.forEachLine(line -> posted.add(() -> reader.apply(StrictJson.parse(line.get()))));
        }
        return posted;
    }

    /** Makes one record. */
    @FunctionalInterface
    private interface Maker<T> {
        T make();
    }

    private void add(Maker<T> maker) {
        int index = count++;
        try {
            records.add(maker.make());
            indexes.add(index);
        } catch (InvalidRecordException e) {
            rejections.add(new Rejection(index, String.valueOf(e.getMessage())));
        }
    }

    /** What can be written. */
    List<T> records() {
        return records;
    }

    /** The answer to the post, given what became of {@link #records}. */
    Reply reply(Receipt receipt) {
        List<Rejection> all = new ArrayList<>(rejections);
        receipt.rejected().forEach(one -> all.add(new Rejection(indexes.get(one.index()), one.reason())));
        all.sort(Comparator.comparingInt(Rejection::index));
        return Reply.json(202, new Receipt(receipt.accepted(), all, receipt.seq()));
    }
}
