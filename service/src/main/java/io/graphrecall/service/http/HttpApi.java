package io.graphrecall.service.http;

import io.graphrecall.pipeline.channel.interest.Exposures;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.access.AccessTokens;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.access.RateLimits;
import io.graphrecall.service.access.TokenParameters;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.trace.Traces;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running HTTP server. Thread-safe. */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final Duration TOKEN_KEYS_INTERVAL = Duration.ofMinutes(5);
    /** The same until they are known. */
    private static final Duration FIRST_TOKEN_KEYS_INTERVAL = Duration.ofSeconds(5);
    private static final long START_STOP_TIMEOUT_SECONDS = 20;
    /** Maximum bytes of a request line and of the headers. An id of 1,024 characters takes up to 9,216 bytes in a path. */
    private static final int MAX_LINE_BYTES = 16 * 1024;

    /** Headers of every response. A reply may override them. */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store", "Cross-Origin-Resource-Policy", "same-origin");

    /** The fastest level of gzip. */
    private static final int COMPRESSION_LEVEL = 1;
    /** Minimum bytes of a response that is compressed if the client accepts it. Streamed responses always are. */
    private static final int MIN_COMPRESSED_BYTES = 4 * 1024;

    private final HttpParameters parameters;
    private final Path home;
    private final Admission admission;
    private final Vertx vertx;
    private final Connections connections;
    private final List<HttpServer> servers = new ArrayList<>();

    private HttpApi(HttpParameters parameters, Path home) {
        this.parameters = parameters;
        this.home = home;
        this.admission = new Admission(Map.of(
                RequestKind.RECALL, parameters.maxInFlight(),
                RequestKind.POST, parameters.maxPostsInFlight(),
                RequestKind.ADMINISTRATION, parameters.maxAdministrationInFlight()), parameters.maxBuffered());
        this.connections = new Connections(parameters.maxConnections(), parameters.readTimeout());
        this.vertx = Vertx.builder().withTransport(LimitedTransport.of(connections::admits)).with(new VertxOptions()
                .setEventLoopPoolSize(parameters.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)))
                .build();
    }

    /**
     * Starts a server.
     *
     * @param home folder with the key file and the files for TLS, which are read again when they change
     * @throws RecallException CONFLICT if the port is taken, INVALID if a file of the home is not valid
     */
    public static HttpApi start(HttpParameters parameters, Path home, ServiceParts parts, ServiceMetrics metrics,
            Traces traces) {
        HttpApi api = new HttpApi(parameters, home);
        try {
            Contract contract = Contract.get();
            KeyFile file = new KeyFile(home);
            FileWatch keyWatch = new FileWatch(List.of(file.path()));
            TlsParameters tls = parameters.tls();
            FileWatch certificateWatch = new FileWatch(tls.files(home));
            AccessTokens tokens = api.tokens();
            ApiKeys keys = new ApiKeys(parameters, file, tokens, InstantSource.system());
            RateLimits limits = new RateLimits(parameters.rateLimit(), InstantSource.system());
            api.registerGauges(parts, metrics);
            api.listen(new ApiRouter(api.vertx, contract, parameters, keys, limits, api.admission, metrics,
                    traces)
                    .route(Endpoints.all(contract, parameters, parts, metrics)));
            keyWatch.start(api.vertx, keys::reload);
            if (tls.encrypts()) {
                certificateWatch.start(api.vertx, api::updateCertificate);
            }
            return api;
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Returns the check of tokens; null if none are accepted. Their keys are read again when they may have changed. */
    private @Nullable AccessTokens tokens() {
        TokenParameters settings = parameters.tokens();
        if (!settings.accepted()) {
            return null;
        }
        AccessTokens tokens = new AccessTokens(settings, home);
        if (settings.atUrl()) {
            Runnable fetch = () -> {
                try {
                    tokens.reload();
                } catch (RecallException e) {
                    LOG.warn("{}", e.getMessage());
                }
            };
            Thread.ofVirtual().start(fetch);
            vertx.setPeriodic(FIRST_TOKEN_KEYS_INTERVAL.toMillis(), tick -> {
                if (tokens.isReady()) {
                    vertx.cancelTimer(tick);
                } else {
                    Thread.ofVirtual().start(fetch);
                }
            });
            vertx.setPeriodic(TOKEN_KEYS_INTERVAL.toMillis(), tick -> Thread.ofVirtual().start(fetch));
        } else {
            FileWatch watch = new FileWatch(List.of(settings.file(home)));
            tokens.reload();
            watch.start(vertx, tokens::reload);
        }
        return tokens;
    }

    /** The port that the server listens on. */
    public int port() {
        return servers.getFirst().actualPort();
    }

    private void updateCertificate() {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(parameters.tls().read(home, vertx));
        for (HttpServer server : servers) {
            try {
                await(server.updateSSLOptions(options, true));
            } catch (Exception e) { // await rethrows the cause, checked or not
                throw new RecallException(RecallException.Code.INVALID, reason(e), e);
            }
        }
    }

    private void listen(Router router) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(parameters.host())
                .setPort(parameters.port())
                // HTTP/2 is negotiated by TLS. Without TLS, the first bytes would tell the version, and a connection that sends
                // none would have no deadline.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(Math.toIntExact(parameters.idleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setCompressionSupported(true)
                .setCompressionLevel(COMPRESSION_LEVEL)
                .setCompressionContentSizeThreshold(MIN_COMPRESSED_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxHeaderSize(MAX_LINE_BYTES);
        options.getInitialSettings().setMaxHeaderListSize(2 * MAX_LINE_BYTES);
        if (parameters.tls().encrypts()) {
            options.setSsl(true).setUseAlpn(true).setKeyCertOptions(parameters.tls().read(home, vertx))
                    .setSslHandshakeTimeout(parameters.readTimeout().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        }
        for (int i = 0; i < parameters.eventLoops(); i++) {
            HttpServer server = vertx.createHttpServer(options).connectionHandler(connection -> {
                StrictDecoder.install(connection, options, parameters.readTimeout());
                IdleTimeout.install(connection, parameters.idleTimeout());
                connections.opened(vertx, connection);
            })
                    .requestHandler(request -> {
                        connections.requested(request.connection());
                        request.response().headers().addAll(HEADERS);
                        try {
                            router.handle(request);
                        } catch (RuntimeException e) { // Vert.x 5.0.7 cannot parse a Host with a percent sign
                            malformed(request, e);
                        }
                    })
                    .invalidRequestHandler(HttpApi::refuse);
            try {
                servers.add(await(server.listen()));
            } catch (Exception e) { // await rethrows the cause, checked or not
                throw parameters.cannotListen(options.getPort(), reason(e), e);
            }
            options.setPort(servers.getFirst().actualPort());
        }
    }

    /** Replies to what is not HTTP, or exceeds the limits of a line or header. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = switch (cause) {
            case TooLongHttpLineException tooLong -> 414;
            case TooLongHttpHeaderException tooLarge -> 431;
            default -> 400;
        };
        request.response().headers().addAll(HEADERS);
        refuse(request, status, cause);
    }

    private static void malformed(HttpServerRequest request, RuntimeException cause) {
        if (!request.response().headWritten()) {
            refuse(request, 400, cause).onComplete(sent -> Exchange.abort(request));
        }
    }

    private static Future<Void> refuse(HttpServerRequest request, int status, Throwable cause) {
        String id = RequestIds.of(request.getHeader(RequestIds.HEADER));
        request.response().putHeader(RequestIds.HEADER, id);
        if (!Exchange.isStream(request)) {
            request.response().putHeader("Connection", "close");
        }
        return Problems.of(new HttpException(status, "the request is malformed: " + cause.getMessage()), id)
                .send(request.response());
    }

    private static int unexplored(LiveSnapshots snapshots, InstantSource clock) {
        if (snapshots.generation() == null) {
            return 0;
        }
        ServingSnapshot snapshot = snapshots.get();
        Exposures exposures = snapshot.module(Exposures.class);
        return exposures == null ? 0 : exposures.remaining(snapshot, clock.millis());
    }

    private void registerGauges(ServiceParts parts, ServiceMetrics metrics) {
        metrics.gauge("http.in.flight", "Requests in flight", admission::inFlight);
        metrics.gauge("http.in.flight.posts", "Posts and deletions in flight",
                () -> admission.inFlight(RequestKind.POST));
        metrics.gauge("http.in.flight.administration", "Requests in flight that are neither recalls nor posts",
                () -> admission.inFlight(RequestKind.ADMINISTRATION));
        metrics.gauge("http.connections", "Open connections", connections::open);
        metrics.gauge("http.body.bytes", "Memory of request bodies that are read or processed",
                admission::bodyBytes);
        metrics.gauge("events.waiting", "Posted events waiting to be committed", parts.intake().events()::waiting);
        metrics.gauge("spool.records", "Posted records that wait on disk for Neo4j", parts.intake().spool()::records);
        metrics.gauge("spool.bytes", "Size of the records that wait on disk for Neo4j", parts.intake().spool()::bytes);
        metrics.gauge("contents.waiting", "Posted contents, items and users waiting to be committed",
                parts.intake().contents()::waiting);
        metrics.gauge("user.states", "User states in the memory of this member", parts.recalls().users()::size);
        metrics.gauge("ready", "1 if a generation serves and is warm, else 0",
                () -> parts.ready().getAsBoolean() && parts.generations().serving() != null ? 1 : 0);
        metrics.gauge("graph.up", "1 if Neo4j responds, else 0",
                () -> parts.recalls().graph().circuit().isOpen() ? 0 : 1);
        metrics.gauge("graph.right", "1 if the graph is the one of the serving generation and lost no writes, else 0",
                () -> parts.recalls().snapshots().continuity().problem() == null ? 1 : 0);
        metrics.gauge("topic.up", "0 if the Kafka topic of the settings waits for Neo4j or its brokers, else 1",
                () -> parts.intake().isConsuming() ? 1 : 0);
        metrics.gauge("topic.lag",
                "Records that this member is behind the end of the Kafka topic, in the partitions that it consumes",
                parts.intake()::topicLag);
        metrics.count("graph.outages", "Times that Neo4j stopped responding",
                parts.recalls().graph().circuit()::outages);
        metrics.gauge("cluster.members", "Members of the cluster, this one included", parts.members()::getAsInt);
        metrics.gauge("live.seq", "Sequence number of the graph up to which recall is current",
                parts.recalls().snapshots()::seq);
        metrics.gauge("live.contents", "Contents added, changed or withdrawn since the generation", () -> parts
                .recalls().snapshots().generation() == null
                        ? 0
                        : parts.recalls().snapshots().get().overlay().contents().size());
        metrics.gauge("explore.contents", "Contents of the generation that channel explore can recall",
                () -> unexplored(parts.recalls().snapshots(), parts.recalls().clock()));
        // The time of a build is real, also if the service runs --as-of another one.
        InstantSource clock = InstantSource.system();
        metrics.gauge("generation.age.seconds", "Time since the build of the active generation", () -> parts
                .recalls().snapshots().generation() == null
                        ? Double.NaN
                        : (clock.millis() - parts.recalls().snapshots().get().manifest().createdAt().toEpochMilli())
                                / 1000.0);
    }

    /** Stops accepting requests, waits for those in flight up to the drain timeout, and stops the server. */
    @Override
    public void close() {
        if (!admission.close(parameters.drainTimeout())) {
            LOG.warn("{} requests still in flight after {}", admission.inFlight(), parameters.drainTimeout());
        }
        try {
            await(vertx.close());
        } catch (Exception e) {
            LOG.warn("the HTTP server did not stop cleanly: {}", reason(e));
        }
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(START_STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
