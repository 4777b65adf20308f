package io.graphrecall.service.http;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.multimodal.MultimodalModule;
import io.graphrecall.pipeline.channel.text.TextModule;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.UnknownValues;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.WireNamed;
import io.graphrecall.service.catalogue.StoredFacts;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds contents that are similar to contents, a text, a picture or a vector, in an embedding space or a neighbour table.
 * In a space, the query is the mean of the positive vectors; with negative contents it is twice that mean minus the mean
 * of the negative vectors. In a table, a content scores the sum of its weights in the positive rows minus that in the
 * negative ones. The conditions of a scene and the blocks and mutes of a user apply if the request names them. Thread-safe.
 */
final class SimilarSearch {

    private static final String I2I = "i2i";
    private static final String ATTRIBUTE = "attribute";
    /** Spaces of contents without neighbours in {@link #I2I}, before all others: they show what a content is about. */
    private static final List<String> DEFAULT_SPACES = List.of(EncoderModel.SPACE, MultimodalEncoder.MULTIMODAL);
    private static final List<String> PICTURE_SPACES = List.of(MultimodalEncoder.VISUAL, MultimodalEncoder.MULTIMODAL);

    /** Maximum time that a text waits for others, as a picture does. */
    private static final Duration TEXT_WAIT = Duration.ofSeconds(2);

    private final ServiceParts parts;
    private final FilterSchema filters;
    private final FieldSchema schema;
    private final FieldSchema include;

    SimilarSearch(Contract contract, ServiceParts parts) {
        this.parts = parts;
        this.filters = new FilterSchema(contract);
        schema = contract.schema("SimilarRequest");
        include = contract.schema("Include");
    }

    /**
     * The input of a search.
     *
     * @param accepted sets {@code filtered} when it rejects another content than the given ones
     * @param unknown  values of the request that no content has
     */
    private record Query(
            ServingSnapshot snapshot, String space, List<Integer> positive, List<Integer> negative,
            float @Nullable [] vector, int size, IntPredicate accepted, AtomicBoolean filtered,
            List<UnknownValue> unknown) {}

    /** The reason why a result has fewer contents than the request asks for: {@code reason} in the contract. */
    private enum Shortage implements WireNamed {
        NEWER_THAN_GENERATION, NO_VECTOR, FILTERED, NO_MORE_NEIGHBOURS
    }

    /**
     * Returns the reply to a request.
     *
     * @throws io.graphrecall.schema.InvalidRecordException with an error for each invalid field
     * @throws HttpException   403 if the key may not recall the scene, search by picture or name a user
     * @throws RecallException NOT_FOUND if the content, or all of the positive ones, are unknown; UNAVAILABLE if the state of
     *         the user is not available; OVERLOADED if other texts or pictures are encoded for too long
     */
    Reply reply(ApiRequest request, SimilarRequestBody body) {
        String scene = request.scene(body.scene());
        request.requireRole(body.userId() != null, "the blocks and mutes of a user");
        request.requireRole(body.picture() != null, "searches by picture");
        ServingSnapshot snapshot = parts.recalls().snapshots().get();
        FieldErrors errors = new FieldErrors();
        IncludedFields included = IncludedFields.of(body.include(), include, false, snapshot, errors);
        Query query = query(body, scene, snapshot, errors);
        ServingSpace space = snapshot.spaces().get(query.space());
        SparseVector found = space == null ? inTable(query) : inSpace(query, space);
        Map<String, StoredFacts> stored = included.stored(
                parts.recalls().catalogue(),
                () -> IntStream.of(found.ordinals()).mapToObj(snapshot::contentId).toList(),
                IncludedFields.LIMIT);
        return Reply.json(200, Json.write(json -> {
            json.writeStartObject();
            if (body.contentId() != null) {
                json.writeStringField("content_id", body.contentId());
            }
            json.writeStringField("space", query.space());
            json.writeArrayFieldStart("contents");
            for (int i = 0; i < found.size(); i++) {
                json.writeStartObject();
                json.writeStringField("content_id", snapshot.contentId(found.ordinals()[i]));
                json.writeNumberField("score", found.weights()[i]);
                included.write(json, snapshot, found.ordinals()[i], stored);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (found.size() < query.size()) {
                json.writeStringField("reason", shortage(query, space, found.isEmpty()).wireName());
            }
            if (!query.unknown().isEmpty()) {
                json.writeFieldName("unknown");
                Json.writeValue(json, query.unknown());
            }
            json.writeEndObject();
        }));
    }

    private Query query(
            SimilarRequestBody body, @Nullable String scene, ServingSnapshot snapshot, FieldErrors errors) {
        String id = body.contentId();
        ContentId content = id == null ? null : errors.value("/content_id", () -> new ContentId(id));
        List<ContentId> liked = content != null
                ? List.of(content)
                : schema.field("positive").ids("/positive", body.positive(), errors);
        List<ContentId> disliked = schema.field("negative").ids("/negative", body.negative(), errors);
        if (Stream.of(body.contentId(), body.positive(), body.text(), body.picture(), body.vector())
                .filter(Objects::nonNull)
                .count() != 1) {
            errors.add("", "expected one of content_id, positive, text, picture and vector");
        }
        List<Integer> positive = known(liked, snapshot);
        String space = body.space() != null ? body.space() : defaultSpace(body, positive, snapshot);
        schema.checkField("size", body.size(), errors);
        FilterGroup ofScene = errors.value("",
                () -> scene == null ? FilterGroup.NONE : parts.recalls().pipeline().scene(scene).filter());
        String userId = body.userId();
        UserId user = userId == null ? null : errors.value("/user_id", () -> new UserId(userId));
        FilterGroup ofRequest = filters.parse(body.filter(), userId != null, false, snapshot, errors);
        if (body.picture() != null) {
            errors.check(); // before the expensive part
        }
        float[] vector = vector(body, space, snapshot, errors);
        errors.check();
        List<Integer> negative = known(disliked, snapshot);
        if (positive.isEmpty() && !liked.isEmpty()) {
            snapshot.requireContent(liked.getFirst());
        }
        UnknownValues unknown = new UnknownValues(snapshot);
        unknown.checkContents("/positive", liked);
        unknown.checkContents("/negative", disliked);
        unknown.checkFilter("/filter", ofRequest);
        UserState state = user == null ? UserState.empty(UserState.VISITOR) : parts.recalls().users().of(user);
        ContentFilter filter = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                parts.recalls().clock().millis(), List.of(),
                Stream.concat(liked.stream(), disliked.stream()).map(ContentId::key).toList(),
                state.followedAuthors(), state.blockedAuthors(), state.mutedTags(),
                List.of(Objects.requireNonNull(ofScene), ofRequest)));
        AtomicBoolean filtered = new AtomicBoolean();
        return new Query(snapshot, space, positive, negative, vector,
                body.size() == null ? schema.field("size").defaultNumber() : body.size(), other -> {
                    boolean removed = filter.removes(other);
                    if (removed && !filtered.get() && !positive.contains(other) && !negative.contains(other)) {
                        filtered.set(true);
                    }
                    return !removed;
                }, filtered, unknown.list());
    }

    /** Returns the ordinals of the contents that exist. */
    private static List<Integer> known(List<ContentId> ids, ServingSnapshot snapshot) {
        return ids.stream().map(id -> snapshot.contentOrdinal(id.key())).filter(content -> content >= 0).toList();
    }

    /** @param space null for a table */
    private static Shortage shortage(Query query, @Nullable ServingSpace space, boolean empty) {
        if (query.filtered.get()) {
            return Shortage.FILTERED;
        }
        ServingSnapshot snapshot = query.snapshot;
        if (space == null) {
            int known = snapshot.tables().contents().size();
            return empty && query.positive.stream().allMatch(content -> content >= known)
                    ? Shortage.NEWER_THAN_GENERATION
                    : Shortage.NO_MORE_NEIGHBOURS;
        }
        return query.vector == null && !hasVector(space, query.positive, snapshot)
                ? Shortage.NO_VECTOR
                : Shortage.NO_MORE_NEIGHBOURS;
    }

    /** Returns the space of a request that names none: for contents, the first one that knows one of them. */
    private static String defaultSpace(SimilarRequestBody body, List<Integer> positive, ServingSnapshot snapshot) {
        if (body.text() != null) {
            return EncoderModel.SPACE;
        }
        if (body.picture() != null) {
            return MultimodalEncoder.VISUAL;
        }
        SparseTable i2i = snapshot.tables().i2i();
        if (positive.stream().anyMatch(content -> content < i2i.rows() && i2i.row(content).columns().length > 0)) {
            return I2I;
        }
        return Stream.concat(DEFAULT_SPACES.stream(), snapshot.spaces().keySet().stream())
                .filter(name -> hasVector(snapshot.spaces().get(name), positive, snapshot)).findFirst().orElse(I2I);
    }

    private static boolean hasVector(
            @Nullable ServingSpace space, List<Integer> contents, ServingSnapshot snapshot) {
        return space != null && contents.stream().anyMatch(content -> snapshot.vector(space, content) != null);
    }

    /** Returns the vector of a text or a picture, or the given one; null for contents. Checks the space. */
    private float @Nullable [] vector(
            SimilarRequestBody body, String space, ServingSnapshot snapshot, FieldErrors errors) {
        if (body.vector() != null) {
            return VectorParser.parse("/space", space, "/vector", body.vector(), snapshot, errors);
        }
        if (body.picture() != null) {
            return ofPicture(body.picture(), space, snapshot, errors);
        }
        if (body.text() == null) {
            SortedSet<String> known = new TreeSet<>(snapshot.spaces().keySet());
            known.addAll(List.of(I2I, ATTRIBUTE));
            if (!known.contains(space)) {
                errors.add("/space", "is '" + space + "', expected one of " + String.join(", ", known));
            }
            return null;
        }
        TextModule.Encoder encoder = snapshot.module(TextModule.Encoder.class);
        if (!compares("texts", List.of(EncoderModel.SPACE), encoder != null, space, snapshot, errors)
                || encoder == null) {
            return null;
        }
        if (!schema.field("text").checkLength("/text", body.text(), errors)) {
            return null;
        }
        float[] vector = encoder.vector(body.text(), Deadline.in(TEXT_WAIT));
        if (vector == null) {
            throw new RecallException(RecallException.Code.OVERLOADED, "other texts are encoded, try again later");
        }
        return vector;
    }

    private static float @Nullable [] ofPicture(
            String base64, String space, ServingSnapshot snapshot, FieldErrors errors) {
        MultimodalModule.Encoder encoder = snapshot.module(MultimodalModule.Encoder.class);
        if (!compares("pictures", PICTURE_SPACES, encoder != null, space, snapshot, errors) || encoder == null) {
            return null;
        }
        byte[] picture = errors.value("/picture", () -> Base64.getDecoder().decode(base64));
        float[] vector = picture == null ? null : encoder.vector(picture, space);
        if (picture != null && vector == null) {
            errors.add("/picture",
                    "is no JPEG, PNG, GIF or BMP picture of up to 40 megapixels and 20,000 pixels a side");
        }
        return vector;
    }

    /** Returns true if queries of a kind are compared in a space, else adds an error. */
    private static boolean compares(String queries, List<String> spaces, boolean hasEncoder, String space,
            ServingSnapshot snapshot, FieldErrors errors) {
        boolean compares = hasEncoder && spaces.contains(space) && snapshot.spaces().containsKey(space);
        if (!compares) {
            errors.add("/space", "is '" + space + "', but " + queries + " are compared in the space "
                    + String.join(" or ", spaces) + (hasEncoder ? "" : ", which the generation lacks"));
        }
        return compares;
    }

    private static SparseVector inSpace(Query query, ServingSpace space) {
        float[] prepared = query.vector == null ? null : space.prepared(query.vector);
        float[] sum = prepared == null ? new float[space.dimensions()] : prepared.clone();
        int positives = (prepared == null ? 0 : 1) + add(query.positive, query.snapshot, space, sum);
        if (positives == 0) {
            return SparseVector.EMPTY;
        }
        float[] negatives = new float[sum.length];
        int count = add(query.negative, query.snapshot, space, negatives);
        for (int d = 0; d < sum.length; d++) {
            sum[d] = count == 0 ? sum[d] / positives : 2 * sum[d] / positives - negatives[d] / count;
        }
        int seed = query.positive.isEmpty() ? 0 : query.positive.getFirst();
        return query.snapshot.nearest(space, sum, seed, query.size, query.accepted);
    }

    /** Adds the vectors of contents. Returns the number of contents that have one. */
    private static int add(List<Integer> contents, ServingSnapshot snapshot, ServingSpace space, float[] sum) {
        int count = 0;
        for (int content : contents) {
            float[] vector = snapshot.vector(space, content);
            for (int d = 0; vector != null && d < sum.length; d++) {
                sum[d] += vector[d];
            }
            count += vector == null ? 0 : 1;
        }
        return count;
    }

    private static SparseVector inTable(Query query) {
        SparseTable table = query.space.equals(I2I) ? query.snapshot.tables().i2i() : query.snapshot.tables().similar();
        SparseSum sum = new SparseSum();
        query.positive.forEach(content -> add(query, table, content, 1, sum));
        query.negative.forEach(content -> add(query, table, content, -1, sum));
        int[] best = IntStream.range(0, sum.size())
                .filter(i -> sum.sum(i) > 0 && query.accepted.test(sum.ordinal(i))).boxed()
                .sorted(Comparator.comparingDouble(i -> -sum.sum(i))).limit(query.size)
                .mapToInt(Integer::intValue).toArray();
        float[] weights = new float[best.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum.sum(best[i]);
        }
        return new SparseVector(IntStream.of(best).map(sum::ordinal).toArray(), weights);
    }

    /** A content newer than the generation has no row yet. */
    private static void add(Query query, SparseTable table, int content, float scale, SparseSum sum) {
        if (content < table.rows()) {
            SparseTable.Row row = table.row(content);
            sum.add(row.columns(), row.weights(), 0, row.columns().length, scale);
        } else if (query.space.equals(ATTRIBUTE)) {
            new AttributeNeighbours(query.snapshot, content).addTo(sum, scale, query.accepted);
        }
    }
}
