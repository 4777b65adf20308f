package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The running HTTP server. Event loops read requests and write answers; between, each request has a virtual thread of
 * its own, and there are only so many at a time.
 */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final long SECONDS_TO_START_OR_STOP = 20;
    /** An id of 1,024 characters takes up to 9,216 bytes in a path. */
    private static final int MAX_LINE = 16 * 1024;

    private final HttpParameters parameters;
    private final RouteTable routes;
    private final ApiKeys keys;
    private final ServiceMetrics metrics;
    private final Admission admission;
    private final Vertx vertx;
    private final List<HttpServer> servers = new ArrayList<>();

    private HttpApi(HttpParameters parameters, ServiceParts parts, ServiceMetrics metrics) {
        this.parameters = parameters;
        this.routes = new RouteTable(Endpoints.all(parameters, parts, metrics));
        this.keys = new ApiKeys(parameters);
        this.metrics = metrics;
        this.admission = new Admission(parameters.maxInFlight());
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(parameters.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        watch(parts);
    }

    /**
     * Listens.
     *
     * @throws RecallException CONFLICT where the port is taken
     */
    public static HttpApi start(HttpParameters parameters, ServiceParts parts, ServiceMetrics metrics) {
        HttpApi api = new HttpApi(parameters, parts, metrics);
        try {
            api.listen();
            return api;
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return servers.getFirst().actualPort();
    }

    private void listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(parameters.host())
                .setPort(parameters.port())
                .setIdleTimeout(Math.toIntExact(parameters.idleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_LINE);
        for (int i = 0; i < parameters.eventLoops(); i++) {
            HttpServer server = vertx.createHttpServer(options).requestHandler(this::handle)
                    .invalidRequestHandler(this::refuse);
            try {
                servers.add(await(server.listen()));
            } catch (Exception e) { // waiting hands on what went wrong as it is, checked or not
                throw new RecallException(RecallException.Code.CONFLICT,
                        "cannot listen on " + parameters.host() + ":" + options.getPort() + ": " + reason(e), e);
            }
            options.setPort(servers.getFirst().actualPort());
        }
    }

    private void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, metrics);
        try {
            // To HEAD the answer is that to GET, of which the server sends no body.
            HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
            RouteTable.Match match = routes.find(method, request.path());
            if (match == null) {
                throw new HttpException(404, "nothing is at " + request.path(), Map.of());
            }
            Endpoint endpoint = match.endpoint();
            exchange.route(endpoint.route());
            keys.check(request, endpoint.route().access());
            QueryParameters query = QueryParameters.parse(request.query());
            int limit = endpoint.post() ? parameters.maxPost() : parameters.maxQuestion();
            String encoding = exchange.contentEncoding();
            exchange.readBody(limit, body -> answer(exchange, endpoint, () -> new Call(
                    exchange.requestId(), match.path(), query,
                    ContentEncoding.undone(body, encoding, limit))));
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    private void answer(Exchange exchange, Endpoint endpoint, Supplier<Call> call) {
        boolean open = endpoint.route().access() == Route.Access.OPEN;
        if (!open && !admission.enter()) {
            exchange.fail(new RecallException(
                    RecallException.Code.OVERLOADED,
                    admission.isClosed()
                            ? "the service is shutting down"
                            : parameters.maxInFlight() + " requests are being answered already, try again later"));
            return;
        }
        Runnable leave = open ? () -> {
        } : admission::leave;
        Thread.ofVirtual().name("request-" + exchange.requestId()).start(() -> {
            try {
                exchange.send(endpoint.answer(call.get()), leave);
            } catch (Throwable e) {
                exchange.send(Problems.of(e, exchange.requestId()), leave);
            }
        });
    }

    /** What is not HTTP, or more than a line or header may hold. */
    private void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = switch (cause) {
            case TooLongHttpLineException tooLong -> 414;
            case TooLongHttpHeaderException tooLarge -> 431;
            default -> 400;
        };
        new Exchange(request, metrics).fail(new HttpException(
                status, "the request cannot be read: " + cause.getMessage(), Map.of("Connection", "close")));
    }

    private void watch(ServiceParts parts) {
        metrics.gauge("http.in.flight", "Requests being answered", admission::inFlight);
        metrics.gauge("events.waiting", "Events that wait to be committed", parts.events()::waiting);
        metrics.gauge("contents.waiting", "Contents that wait to be committed", parts.contents()::waiting);
        metrics.gauge("user.states", "States of users that this member keeps", parts.users()::size);
        metrics.gauge("ready", "1 when a generation serves and is warm", () -> parts.ready().getAsBoolean() ? 1 : 0);
        metrics.gauge("live.seq", "Sequence number of the graph that recall has come to", parts.snapshots()::seq);
        metrics.gauge("live.contents", "Contents newer than the generation, changed or withdrawn", () -> parts
                .snapshots().generation() == null ? 0 : parts.snapshots().get().overlay().contents().size());
        InstantSource clock = parts.clock();
        metrics.gauge("generation.age.seconds", "Time since the generation that serves was built", () -> parts
                .snapshots().generation() == null
                        ? Double.NaN
                        : (clock.millis() - parts.snapshots().get().manifest().createdAt().toEpochMilli()) / 1000.0);
    }

    /** Takes no more requests, finishes those being answered, for as long as the settings allow, and ends. */
    @Override
    public void close() {
        if (!admission.close(parameters.drainTimeout())) {
            LOG.warn("{} requests were not finished after {}", admission.inFlight(), parameters.drainTimeout());
        }
        try {
            await(vertx.close());
        } catch (Exception e) {
            LOG.warn("HTTP did not end cleanly: {}", reason(e));
        }
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(SECONDS_TO_START_OR_STOP, TimeUnit.SECONDS);
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
