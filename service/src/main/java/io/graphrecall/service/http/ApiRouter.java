package io.graphrecall.service.http;

import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.AuditLog;
import io.graphrecall.service.access.RateLimits;
import io.graphrecall.service.access.Role;
import io.graphrecall.service.trace.Traces;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Routes requests to endpoints by the operations of the contract. Event loops read requests and write replies; in between,
 * each request runs in a separate virtual thread. Thread-safe.
 */
record ApiRouter(Vertx vertx, Contract contract, HttpParameters parameters, ApiKeys keys, RateLimits limits,
        Admission admission, ServiceMetrics metrics, Traces traces) {

    private static final String BEGAN = "began";
    private static final String MEDIA_TYPE = "media-type";
    private static final String KEY = "key";
    /** Statuses that Vert.x raises itself; 500 stands for every exception that a handler throws. */
    private static final List<Integer> ERRORS = List.of(400, 404, 405, 500);
    /** Methods of changes that the audit log has whatever their role. */
    private static final List<HttpMethod> AUDITED = List.of(HttpMethod.DELETE, HttpMethod.PATCH);

    /** Returns a router for endpoints, one for each operation of the contract. */
    Router route(List<Endpoint> endpoints) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract.openApi());
        builder.rootHandler((PlatformHandler) this::begin);
        builder.rootHandler(new OriginPolicy(parameters, keys, contract.methods()));
        for (Endpoint endpoint : endpoints) {
            // Validated by Contract instead: the router's validator decodes queries twice, reads string parameters as JSON
            // and reports only the first error.
            OpenAPIRoute route = builder.getRoute(endpoint.operation()).setDoValidation(false);
            Operation operation = route.getOperation();
            PlatformHandler authorization = context -> {
                context.put(RouterBuilder.KEY_META_DATA_OPERATION, operation);
                authorize(context, operation);
                checkMediaType(context, operation);
                context.next();
            };
            route.addHandler(authorization)
                    .addHandler(new BodyReader(
                            vertx, admission.bodies(), maxBody(operation), isPost(operation), parameters.readTimeout()))
                    .addHandler(context -> handle(context, operation, endpoint));
        }
        Router router = builder.createRouter();
        router.routeWithRegex(WebConsole.PATHS).handler(new WebConsole());
        for (Route route : router.getRoutes()) {
            // Without normalisation, because ids may hold any character: an id ".." is no step up the path.
            route.useNormalizedPath(false);
            if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
        }
        ERRORS.forEach(status -> router.errorHandler(status, context -> {
            String id = requestId(context);
            if (context.get(BEGAN) == null) { // Vert.x refuses a request without Host before any handler
                BodyReader.limitUnread(vertx, context);
            }
            RequestIds.logged(id, () -> send(context, Problems.of(error(status, context), id)));
        }));
        // Status of a connection that is lost while its body is read: there is nobody to reply to.
        router.errorHandler(200, context -> {
        });
        return router;
    }

    private void begin(RoutingContext context) {
        context.put(BEGAN, System.nanoTime());
        BodyReader.limitUnread(vertx, context);
        requestId(context);
        // Read as Latin-1, a text in UTF-8 would be another text, and a search for it another search.
        if (!context.request().uri().chars().allMatch(character -> character < 128)) {
            throw new HttpException(400,
                    "the path or the query has characters that are not percent-encoded; curl encodes "
                            + "those of a query with -G --data-urlencode NAME=VALUE");
        }
        String path = context.request().path();
        try {
            Parameters.decode(path); // Vert.x would replace bytes that are not UTF-8, so that an id would be another id
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, "the path " + Parameters.WRONGLY_ENCODED + ": " + path);
        }
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        context.put(MEDIA_TYPE, contentType == null ? "" : contentType);
        // Vert.x must not parse a body as a form, which is the type that clients such as curl send by default.
        context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        context.next();
    }

    /** Returns the role that an operation needs; null if everyone may call it. */
    private static @Nullable Role role(Operation operation) {
        String role = operation.getOpenAPIModel().getString("x-role");
        return role.equals("none") ? null : Role.valueOf(role.toUpperCase(Locale.ROOT));
    }

    /** @throws HttpException 401 or 403 if the key does not allow the operation, 429 if it has reached a limit */
    private void authorize(RoutingContext context, Operation operation) {
        Role role = role(operation);
        if (role == null) {
            return;
        }
        ApiKey key = keys.identify(context.request());
        context.put(KEY, key);
        keys.check(key, role);
        Duration wait = limits.take(key);
        if (!wait.isZero()) {
            metrics.limited(key.label());
            long seconds = wait.plusMillis(999).toSeconds();
            throw new HttpException(429,
                    "the API key '" + key.name() + "' has reached its limit of requests, try again in "
                            + seconds + " s",
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    /**
     * Checks the media type of a body that writes. A web page of another site can send any body of a simple type, such as
     * text/plain or none, without the browser asking first. Bodies that only read are JSON whatever their type, since
     * curl sends that of a form.
     *
     * @throws HttpException 415 if the contract does not list the type
     */
    private static void checkMediaType(RoutingContext context, Operation operation) {
        List<String> expected = Contract.mediaTypes(operation);
        if (expected.isEmpty() || RequestKind.of(operation) != RequestKind.POST) {
            return;
        }
        String given = context.get(MEDIA_TYPE);
        if (!expected.contains(given.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))) {
            String types = String.join(" or ", expected);
            throw new HttpException(415,
                    given.isEmpty()
                            ? "the Content-Type is missing, expected " + types
                            : "the Content-Type '" + given + "' is not supported, expected " + types,
                    Map.of("Accept", String.join(", ", expected)));
        }
    }

    /** Returns the id of a request, which the first call stores in the response's headers. */
    private static String requestId(RoutingContext context) {
        String id = context.response().headers().get(RequestIds.HEADER);
        if (id == null) {
            id = RequestIds.of(context.request().getHeader(RequestIds.HEADER));
            context.response().putHeader(RequestIds.HEADER, id);
        }
        return id;
    }

    /** Returns the maximum length of a body, 0 if the operation takes none. */
    private int maxBody(Operation operation) {
        if (operation.getRequestBody() == null) {
            return 0;
        }
        return isPost(operation) ? parameters.maxPost() : parameters.maxQuestion();
    }

    /** Returns true if the body has many records, which are parsed as they arrive. */
    private static boolean isPost(Operation operation) {
        return "max-post".equals(operation.getOpenAPIModel().getString("x-max-body"));
    }

    private void handle(RoutingContext context, Operation operation, Endpoint endpoint) {
        String id = requestId(context);
        HttpServerRequest request = context.request();
        Map<String, String> path = Map.copyOf(context.pathParams());
        String query = request.query();
        String encoding = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_ENCODING), "");
        RequestBody body = BodyReader.of(context, encoding, maxBody(operation));
        ApiKey key = context.get(KEY, ApiKeys.ANYONE);
        Supplier<ApiRequest> parsed = () -> new ApiRequest(
                id, key, contract.parameters(operation, path, query), body.decoded(),
                context.response()::closed, requests -> limits.charge(key, requests));
        Context eventLoop = vertx.getOrCreateContext();
        boolean counted = role(operation) != null;
        if (counted) {
            admission.enter(RequestKind.of(operation));
        }
        Traces.Request trace = traces.request(
                request.method().name(), operation.getOpenAPIPath(), id, request::getHeader,
                context.<Long>get(BEGAN));
        Runnable computed = IdleTimeout.pause(request.connection());
        Thread.ofVirtual().name("request-" + id).start(() -> RequestIds.logged(id, () -> {
            Reply reply = trace.run(() -> {
                Reply result = reply(endpoint, parsed, body, id);
                computed.run();
                if (result.rest().hasNext()) {
                    stream(context, eventLoop, result);
                }
                return result;
            });
            // Composed, so that a request is no longer in flight whatever sending it throws.
            eventLoop.runOnContext(
                    unused -> Future.succeededFuture().compose(ok -> send(context, reply)).onComplete(sent -> {
                        trace.end(reply.status());
                        if (sent.failed() && !(sent.cause() instanceof IOException) && !context.response().closed()) {
                            RequestIds.logged(id, () -> Problems.log("the reply failed", sent.cause()));
                            Exchange.abort(request);
                        }
                        if (counted) {
                            admission.leave(RequestKind.of(operation));
                        }
                    }));
        }));
    }

    /**
     * Sends a streamed reply, except for its end. Waits for each part to be sent before the next one is computed. A failure
     * aborts the request, so that the client sees an incomplete body.
     */
    private void stream(RoutingContext context, Context eventLoop, Reply reply) {
        HttpServerResponse response = context.response();
        try {
            await(eventLoop, () -> limited(context.request(), reply.sendFirst(response)));
            while (reply.rest().hasNext()) {
                Buffer part = reply.rest().next();
                await(eventLoop, () -> limited(context.request(), response.write(part)));
            }
        } catch (Throwable e) { // whatever fails, the client must not wait
            if (!(e instanceof IOException) && !response.closed()) {
                Problems.log("the request failed while its reply was sent", e);
            }
            eventLoop.runOnContext(unused -> Exchange.abort(context.request()));
        }
    }

    private static void await(Context eventLoop, Supplier<Future<Void>> action) {
        Promise<Void> done = Promise.promise();
        eventLoop.runOnContext(
                unused -> Future.<Void>succeededFuture().compose(ok -> action.get()).onComplete(done));
        done.future().await();
    }

    private static Reply reply(Endpoint endpoint, Supplier<ApiRequest> request, RequestBody body, String id) {
        try {
            Reply reply;
            try {
                reply = endpoint.handler().apply(request.get());
            } finally {
                body.skip();
            }
            return reply;
        } catch (Throwable e) { // whatever an endpoint throws, the caller gets a reply
            return Problems.of(e, id);
        }
    }

    private Future<Void> send(RoutingContext context, Reply reply) {
        Operation operation = context.get(RouterBuilder.KEY_META_DATA_OPERATION);
        if (operation != null) {
            metrics.replied(operation, reply.status(), System.nanoTime() - context.<Long>get(BEGAN));
            ApiKey key = context.get(KEY);
            if (role(operation) == Role.ADMIN || AUDITED.contains(operation.getHttpMethod())) {
                Map<String, String> subject = new HashMap<>();
                Parameters.decode(context.request().query(), subject, new FieldErrors());
                subject.keySet().retainAll(List.of("hold"));
                subject.putAll(context.pathParams());
                AuditLog.record(
                        key == null ? ApiKey.UNKNOWN : key.name(),
                        operation.getHttpMethod() + " " + operation.getOpenAPIPath(), subject,
                        reply.status(), requestId(context));
            }
        }
        HttpServerResponse response = context.response();
        return limited(context.request(), response.headWritten() && !response.ended() && !response.closed()
                ? response.end()
                : reply.send(response));
    }

    /**
     * Ends an exchange if the client does not take what is written within the idle timeout. The idle timeout of the
     * connection does not suffice: in HTTP/2, a client can leave a reply unread and keep the connection busy.
     */
    private Future<Void> limited(HttpServerRequest request, Future<Void> written) {
        long limit = parameters.idleTimeout().toMillis();
        return limit == 0
                ? written
                : written.timeout(limit, TimeUnit.MILLISECONDS).recover(failure -> {
                    if (failure instanceof TimeoutException) {
                        Exchange.end(request);
                        return Future.failedFuture(new IOException("the client does not read the reply", failure));
                    }
                    return Future.failedFuture(failure);
                });
    }

    private Throwable error(int status, RoutingContext context) {
        HttpServerRequest request = context.request();
        return switch (status) {
            case 404 -> new HttpException(404, "there is no resource at " + request.path() + contract
                    .nearestPath(request.path()).map(path -> ", did you mean " + path + "?")
                    .orElse("; /openapi.yaml lists all"));
            case 405 -> {
                String allowed = contract.methods(request.path());
                yield new HttpException(
                        405, request.method() + " is not allowed here, expected " + allowed, Map.of("Allow", allowed));
            }
            case 400 -> malformed(request, context.failure());
            default -> Objects.requireNonNull(context.failure());
        };
    }

    private static Throwable malformed(HttpServerRequest request, @Nullable Throwable failure) {
        if (failure != null) {
            return new HttpException(400, "the request is malformed: " + failure.getMessage());
        }
        // Routing failed, because the query is not percent-encoded correctly.
        FieldErrors errors = new FieldErrors();
        Parameters.decode(request.query(), new HashMap<>(), errors);
        try {
            errors.check();
            return new HttpException(400, "the request is malformed");
        } catch (InvalidRecordException e) {
            return e;
        }
    }
}
