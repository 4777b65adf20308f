package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.schema.FieldError;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.service.intake.Receipt;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The records of a post: a JSON array, or NDJSON with one record per line. Invalid records are rejected by their index;
 * the others are accepted. Blank lines are ignored. Not thread-safe.
 */
final class PostedRecords<T> {

    /** Limits the memory for records of a few bytes, which take much more than their bytes. */
    private static final int MAX_RECORDS = 100_000;
    /** Maximum numbers of errors and of rejections with their reasons. */
    private static final int MAX_REPORTED = 1_000;
    /** Maximum characters of a reason. It may have a value of the record, which may be long. */
    private static final int MAX_REASON = 500;
    /** Maximum number of unknown fields that are counted by name, and maximum characters of a name. */
    private static final int MAX_FIELDS = 100;
    /** Reason of the rejections after the first {@value #MAX_REPORTED}. */
    static final String OMITTED = "reason omitted";

    private final Function<JsonNode, T> reader;
    private final Function<JsonNode, List<String>> unknownFields;
    private final boolean keepsSources;
    private final List<T> records = new ArrayList<>();
    /** The JSON of {@link #records}; empty unless it is kept. */
    private final List<JsonNode> sources = new ArrayList<>();
    /** Number of accepted records with each unknown field. */
    private final Map<String, Integer> ignored = new TreeMap<>();
    /** Index in the post of each of {@link #records}. */
    private final List<Integer> indexes = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    /** Errors of the rejections, up to {@value #MAX_REPORTED}. Their pointers start with the index of the record. */
    private final List<FieldError> errors = new ArrayList<>();
    private int count;

    private PostedRecords(
            Function<JsonNode, T> reader, Function<JsonNode, List<String>> unknownFields, boolean keepsSources) {
        this.reader = reader;
        this.unknownFields = unknownFields;
        this.keepsSources = keepsSources;
    }

    /**
     * Parses a body as it arrives.
     *
     * @param reader        converts JSON to a record, or throws {@link InvalidRecordException}
     * @param unknownFields returns the fields of a record that it loses
     * @param keepsSources  true to keep the JSON of the records in memory, for the spool
     * @throws InvalidRecordException if the body is an invalid array or not UTF-8
     * @throws HttpException          413 if there are more than {@value #MAX_RECORDS} records
     */
    static <T> PostedRecords<T> read(
            InputStream body, Function<JsonNode, T> reader, Function<JsonNode, List<String>> unknownFields,
            boolean keepsSources) {
        PostedRecords<T> posted = new PostedRecords<>(reader, unknownFields, keepsSources);
        try {
            BodyText text = new BodyText(body);
            if (text.isArray()) {
                StrictJson.parseArray(text.text(), json -> posted.add(() -> json));
            } else {
                text.forEachLine(line -> posted.add(() -> StrictJson.parse(line.get())));
            }
        } catch (CharacterCodingException e) {
            throw BodyText.notUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException("a body throws no other I/O errors", e);
        }
        return posted;
    }

    private void add(Supplier<JsonNode> source) {
        if (count == MAX_RECORDS) {
            throw new HttpException(
                    413, String.format(Locale.ROOT, "a post has at most %,d records", MAX_RECORDS));
        }
        int index = count++;
        try {
            JsonNode json = source.get();
            records.add(reader.apply(json));
            indexes.add(index);
            if (keepsSources) {
                sources.add(json);
            }
            unknownFields.apply(json).forEach(this::ignore);
        } catch (InvalidRecordException e) {
            reject(index, String.valueOf(e.getMessage()));
            e.errors().forEach(error -> wrong(index + error.pointer(), error.reason()));
        }
    }

    private void ignore(String field) {
        String name = Problems.shortened(field, MAX_FIELDS);
        ignored.merge(ignored.size() < MAX_FIELDS || ignored.containsKey(name) ? name : "(others)", 1, Integer::sum);
    }

    private void reject(int index, String reason) {
        rejections.add(new Rejection(
                index, rejections.size() < MAX_REPORTED ? Problems.shortened(reason, MAX_REASON) : OMITTED));
    }

    private void wrong(String path, String reason) {
        if (errors.size() < MAX_REPORTED) {
            errors.add(new FieldError("/" + path, reason));
        }
    }

    /**
     * Writes the valid records, if there are any and the parameter {@code dry_run} is not set, and returns the reply.
     *
     * @param writer writes records, in order, and has their JSON if it is kept
     * @param log    gets the outcome, unless nothing is written
     * @throws InvalidRecordException with the first errors if there are records and none is accepted
     * @throws HttpException          400 if there are no records
     */
    Reply reply(ApiRequest request, LiveSnapshots snapshots, BiFunction<List<T>, List<JsonNode>, Receipt> writer,
            PostLog log) {
        if (count == 0) {
            throw new HttpException(400, "the body has no record");
        }
        boolean dryRun = request.parameters().flag("dry_run");
        if (records.isEmpty()) {
            if (!dryRun) {
                log.add(request.id(), 0, rejections);
            }
            checkAccepted(0);
        }
        Receipt receipt = dryRun || records.isEmpty()
                ? new Receipt(records.size(), List.of(), snapshots.presentSeq())
                : writer.apply(records, sources);
        for (Rejection rejection : receipt.rejected()) {
            int index = indexes.get(rejection.index());
            reject(index, rejection.reason());
            wrong(String.valueOf(index), rejection.reason());
        }
        rejections.sort(Comparator.comparingInt(Rejection::index));
        if (!dryRun) {
            log.add(request.id(), receipt.accepted(), rejections);
        }
        checkAccepted(receipt.accepted());
        return Reply.json(dryRun ? 200 : 202, new Receipt(
                receipt.accepted(), rejections,
                receipt.spooled() == null ? receipt.seq() : Math.max(0, snapshots.seq()),
                ignored.isEmpty() ? null : ignored, receipt.created(), receipt.spooled()));
    }

    private void checkAccepted(int accepted) {
        if (accepted == 0 && !errors.isEmpty()) {
            throw new InvalidRecordException("no record is accepted, see errors", errors);
        }
    }
}
