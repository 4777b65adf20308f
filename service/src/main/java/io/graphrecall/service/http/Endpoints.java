package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.content.media.Picture;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.pipeline.Scene;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.intake.CatalogueIntake;
import io.graphrecall.service.intake.Receipt;
import io.graphrecall.service.intake.Spool;
import io.vertx.core.buffer.Buffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The list of endpoints. Those that only call a part of the service are defined here, the others in their classes. */
final class Endpoints {

    private final ServiceParts parts;
    private final List<Endpoint> all = new ArrayList<>();

    private Endpoints(ServiceParts parts) {
        this.parts = parts;
    }

    private record Deleted(String contentId, long seq) {}

    /** Result of {@link ServiceParts#reload} with the names of the scenes. */
    private record Reloaded(List<String> scenes, List<String> restart, List<UnknownValue> unknown) {}

    static List<Endpoint> all(
            Contract contract, HttpParameters parameters, ServiceParts parts, ServiceMetrics metrics) {
        Endpoints endpoints = new Endpoints(parts);
        endpoints.addRecalls(new RecallHandler(
                new RecallRequestParser(contract, parts, parameters.maxBatchContents()), parts,
                parameters.minSeqTimeout(), metrics));
        endpoints.addPosts(metrics);
        endpoints.addContents(new ContentListEndpoint(contract.schema("Include"), new FilterSchema(contract), parts),
                new SimilarSearch(contract, parts));
        endpoints.addUsers();
        endpoints.addOperations(metrics);
        endpoints.all.addAll(new GraphEndpoints(parts.recalls().graph().explorer()).all());
        endpoints.all.addAll(new SpaceEndpoints(parts).all());
        endpoints.all.addAll(new ReportEndpoints(parts.home().resolve(ServiceParts.REPORTS)).all());
        endpoints.all.addAll(DeadLetterEndpoints.of(parts.home()).all());
        return List.copyOf(endpoints.all);
    }

    private void addRecalls(RecallHandler recalls) {
        add("recall", request -> recalls.recall(request, request.json(RecallRequestBody.class)));
        add("recallForUser", request -> recalls.recall(request, request.parameters().body(RecallRequestBody.class)));
        add("recallBatch", request -> recalls.recallAll(
                request, request.json(RecallRequestBody.Batch.class)));
        add("explain", request -> recalls.explain(request, ExplainRequestBody.read(request.bytes())));
    }

    private void addPosts(ServiceMetrics metrics) {
        PostLog events = new PostLog("events");
        PostLog contents = new PostLog("contents");
        PostLog items = new PostLog("items");
        PostLog users = new PostLog("users");
        List<PostLog> logs = List.of(events, contents, items, users);
        logs.forEach(log -> log.register(metrics));
        CatalogueIntake intake = parts.intake().contents();
        addPost("postEvents", RecordKind.EVENTS, parts.intake().formats()::reader, EventFormat::unknownFields,
                parts.intake().events()::post, events);
        addPost("postContents", RecordKind.CONTENTS, CatalogueFormat::content, intake::post, contents);
        addPost("postItems", RecordKind.ITEMS, CatalogueFormat::item, intake::postItems, items);
        addPost("postUsers", RecordKind.USERS, CatalogueFormat::user, intake::postUsers, users);
        addPatch("patchContent", "content_id", ContentId::new);
        addPatch("patchItem", "item_id", ItemId::new);
        addPatch("patchUser", "user_id", UserId::new);
        add("rejections", request -> Reply.ok(Map.of("rejected",
                logs.stream().flatMap(log -> log.latest().stream())
                        .sorted(Comparator.comparing(PostLog.Rejected::at).reversed()).toList())));
    }

    private <T> void addPost(String operation, RecordKind kind, BiFunction<JsonNode, Consumer<Conversion>, T> format,
            Function<List<T>, Receipt> intake, PostLog log) {
        addPost(operation, kind, () -> json -> format.apply(json, Conversion.UNREPORTED), json -> List.of(), intake,
                log);
    }

    private <T> void addPost(
            String operation, RecordKind kind, Supplier<Function<JsonNode, T>> reader,
            Function<JsonNode, List<String>> unknownFields, Function<List<T>, Receipt> intake, PostLog log) {
        Spool spool = parts.intake().spool();
        add(operation, request -> PostedRecords
                .read(request.body(), reader.get(), unknownFields, spool.isEnabled())
                .reply(request, parts.recalls().snapshots(),
                        (records, sources) -> spool.post(kind, sources, () -> intake.apply(records)), log));
    }

    private void addPatch(String operation, String parameter, Function<String, NodeKey> key) {
        add(operation, request -> {
            parts.intake().spool().checkEmpty();
            return Reply.ok(Map.of("seq", parts.intake().contents().patch(
                    request.parameters().id(parameter, key),
                    StrictJson.parse(BodyText.text(request.bytes())))));
        });
    }

    private void addContents(ContentListEndpoint contents, SimilarSearch search) {
        add("contents", contents::handle);
        add("items", new KeyListEndpoints(parts.recalls().catalogue(), parts.recalls().userCatalogue())::items);
        add("item",
                request -> Reply.ok(parts.recalls().catalogue().of(request.parameters().id("item_id", ItemId::new))));
        add("content", request -> Reply.ok(parts.recalls().catalogue().of(content(request))));
        add("cover", request -> picture(parts.recalls().catalogue().cover(content(request))));
        add("frame", request -> picture(parts.recalls().catalogue().frame(
                content(request), request.parameters().integer("index"))));
        add("deleteContent", request -> {
            ContentId content = content(request);
            parts.intake().spool().checkEmpty();
            return Reply.ok(new Deleted(content.key(), parts.intake().contents().delete(
                    content, request.parameters().flag("hold"))));
        });
        add("releaseContent", request -> {
            parts.intake().spool().checkEmpty();
            parts.intake().contents().release(content(request));
            return Reply.noContent();
        });
        add("contentClusters",
                new ContentClustersEndpoint(parts.recalls().snapshots(), parts.recalls().clock())::handle);
        add("contentReach", new ContentReachEndpoint(parts)::handle);
        add("similarContents", request -> search.reply(request, request.parameters().body(SimilarRequestBody.class)));
        add("similar", request -> search.reply(request, request.json(SimilarRequestBody.class)));
    }

    private static Reply picture(Picture picture) {
        return new Reply(200, "image/jpeg", Buffer.buffer(picture.jpeg()), Map.of());
    }

    private static ContentId content(ApiRequest request) {
        return request.parameters().id("content_id", ContentId::new);
    }

    private void addUsers() {
        add("users", new KeyListEndpoints(parts.recalls().catalogue(), parts.recalls().userCatalogue())::users);
        add("user", new UserEndpoint(parts)::handle);
        add("deleteUser", request -> {
            parts.intake().spool().checkEmpty();
            parts.intake().events().deleteUser(request.parameters().id("user_id", UserId::new));
            return Reply.noContent();
        });
    }

    private void addOperations(ServiceMetrics metrics) {
        add("scenes", new ScenesEndpoint(parts.recalls().pipeline())::handle);
        add("generations", new GenerationsEndpoint(parts.generations())::handle);
        add("ready", new ReadyEndpoint(parts)::handle);
        add("activateGeneration", request -> {
            GenerationId id = request.parameters().id("id", GenerationId::new);
            parts.generations().activate(id);
            return Reply.ok(Map.of("serving", id.value()));
        });
        add("openGeneration", request -> {
            GenerationId id = request.parameters().id("id", GenerationId::new);
            parts.generations().open(id);
            return Reply.ok(Map.of("opened", id.value()));
        });
        add("closeGeneration", request -> {
            parts.generations().close(request.parameters().id("id", GenerationId::new));
            return Reply.noContent();
        });
        add("reloadSettings", request -> {
            ServiceParts.Reloaded reloaded = parts.reload().get();
            return Reply.ok(new Reloaded(parts.recalls().pipeline().scenes().stream().map(Scene::name).toList(),
                    reloaded.restart(), reloaded.unknown()));
        });
        add("health", request -> Reply.ok(Map.of("status", "up")));
        add("metrics", request -> new Reply(
                200, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(metrics.scrape()), Map.of()));
        Buffer contract = Contract.text();
        add("openapi", request -> new Reply(200, "application/yaml", contract, Map.of()));
    }

    private void add(String operation, Function<ApiRequest, Reply> function) {
        all.add(new Endpoint(operation, function));
    }
}
