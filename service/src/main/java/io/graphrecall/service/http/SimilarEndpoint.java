package io.graphrecall.service.http;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.filter.FilterGroup;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.space.ServingSpace;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** {@code GET /v1/contents/{content_id}/similar}: the nearest contents in an embedding space or a neighbour table. */
final class SimilarEndpoint implements Endpoint {

    private static final String I2I = "i2i";
    private static final String ATTRIBUTE = "attribute";

    private final LiveSnapshots snapshots;
    private final InstantSource clock;
    private final FilterParser filters;

    SimilarEndpoint(Contract contract, ServiceParts parts) {
        this.snapshots = parts.snapshots();
        this.clock = parts.clock();
        this.filters = new FilterParser(contract);
    }

    @Override
    public String operation() {
        return "similarContents";
    }

    @Override
    public Reply handle(ApiRequest request) {
        ContentId id = request.parameters().id("content_id", ContentId::new);
        String space = Objects.requireNonNull(request.parameters().text("space"));
        int size = Objects.requireNonNull(request.parameters().number("size")).intValue();
        ServingSnapshot snapshot = snapshots.get();
        requireSpace(snapshot, space);
        int content = snapshot.contentOrdinal(id.key());
        if (content < 0) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown content '" + id.key() + "'");
        }
        FieldErrors errors = new FieldErrors();
        IncludedFields include = IncludedFields.of(IncludedFields.names(request.parameters()), snapshot, errors);
        IntPredicate accepted = accepted(request.parameters().text("filter"), snapshot, errors);
        errors.check();
        ServingSpace vectors = snapshot.spaces().get(space);
        SparseVector neighbours = vectors != null
                ? snapshot.nearest(vectors, content, size, accepted)
                : neighbours(table(snapshot.tables(), space), content, size, accepted);
        return Reply.json(200, Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("content_id", id.key());
            json.writeStringField("space", space);
            json.writeArrayFieldStart("contents");
            for (int i = 0; i < neighbours.size(); i++) {
                json.writeStartObject();
                json.writeStringField("content_id", snapshot.contentId(neighbours.ordinals()[i]));
                json.writeNumberField("score", neighbours.weights()[i]);
                include.write(json, snapshot, neighbours.ordinals()[i]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    /** Returns the eligible contents that pass a filter, which is given as JSON. */
    private IntPredicate accepted(@Nullable String filter, ServingSnapshot snapshot, FieldErrors errors) {
        FilterGroup parsed = filters.parse(
                filter == null
                        ? null
                        : errors.value("/filter", () -> Json
                                .read(Buffer.buffer(filter), RecallRequestBody.Filter.class)),
                snapshot, errors);
        ContentFilter compiled = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                clock.millis(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(parsed)));
        return content -> !compiled.removes(content);
    }

    /** Returns the neighbours in a table. A content newer than the generation has no row yet. */
    private static SparseVector neighbours(CsrTable table, int content, int size, IntPredicate accepted) {
        if (content >= table.rows()) {
            return SparseVector.EMPTY;
        }
        int[] entries = IntStream.range(table.start(content), table.end(content))
                .filter(entry -> accepted.test(table.column(entry))).limit(size).toArray();
        float[] weights = new float[entries.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = table.weight(entries[i]);
        }
        return new SparseVector(IntStream.of(entries).map(table::column).toArray(), weights);
    }

    private static CsrTable table(GraphTables tables, String space) {
        return space.equals(I2I) ? tables.i2i() : tables.similar();
    }

    private static void requireSpace(ServingSnapshot snapshot, String space) {
        SortedSet<String> known = new TreeSet<>(snapshot.spaces().keySet());
        known.addAll(List.of(I2I, ATTRIBUTE));
        if (!known.contains(space)) {
            throw new InvalidRecordException(
                    List.of(new FieldError("/space",
                            "is '" + space + "', expected one of " + String.join(", ", known))));
        }
    }
}
