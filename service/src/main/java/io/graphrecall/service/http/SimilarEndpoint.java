package io.graphrecall.service.http;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.space.ServingSpace;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** {@code GET /v1/contents/{content_id}/similar}: the nearest contents in an embedding space or a neighbour table. */
final class SimilarEndpoint implements Endpoint {

    private static final String I2I = "i2i";
    private static final String ATTRIBUTE = "attribute";

    private final LiveSnapshots snapshots;
    private final InstantSource clock;

    SimilarEndpoint(ServiceParts parts) {
        this.snapshots = parts.snapshots();
        this.clock = parts.clock();
    }

    private record Neighbours(String contentId, String space, List<Neighbour> contents) {}

    private record Neighbour(String contentId, float score) {}

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
        ServingSpace vectors = snapshot.spaces().get(space);
        List<Neighbour> neighbours = vectors != null
                ? nearest(snapshot, vectors, content, size)
                : neighbours(snapshot, table(snapshot.tables(), space), content, size);
        return Reply.ok(new Neighbours(id.key(), space, neighbours));
    }

    private List<Neighbour> nearest(ServingSnapshot snapshot, ServingSpace space, int content, int size) {
        SparseVector nearest = snapshot.nearest(space, content, size, snapshot.eligible(clock.millis()));
        List<Neighbour> neighbours = new ArrayList<>();
        for (int i = 0; i < nearest.size(); i++) {
            neighbours.add(new Neighbour(snapshot.contentId(nearest.ordinals()[i]), nearest.weights()[i]));
        }
        return neighbours;
    }

    /** Returns the neighbours in a table. A content newer than the generation has no row yet. */
    private List<Neighbour> neighbours(ServingSnapshot snapshot, CsrTable table, int content, int size) {
        List<Neighbour> neighbours = new ArrayList<>();
        if (content < table.rows()) {
            IntPredicate eligible = snapshot.eligible(clock.millis());
            for (int i = table.start(content); i < table.end(content) && neighbours.size() < size; i++) {
                if (eligible.test(table.column(i))) {
                    neighbours.add(new Neighbour(snapshot.contentId(table.column(i)), table.weight(i)));
                }
            }
        }
        return neighbours;
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
