package io.graphrecall.service.http;

import io.graphrecall.pipeline.settings.ByteSize;
import io.graphrecall.pipeline.settings.Secret;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.access.LoopbackHosts;
import io.graphrecall.service.access.RateParameters;
import io.graphrecall.service.access.TokenParameters;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Settings of the HTTP server.
 *
 * @param host            host name or address to listen on
 * @param port            port to listen on; 0 for a free port
 * @param eventLoops      number of threads that parse requests and write responses
 * @param apiKeys         keys with full access; empty to require no key
 * @param readOnlyApiKeys keys with read access
 * @param rateLimit       limits of keys without their own
 * @param tls             files for TLS
 * @param tokens          tokens of an identity provider
 * @param allowedHosts    further values of the Host header for a service without keys, in lower case
 * @param corsOrigins     origins of web pages that may call the API, as {@code https://HOST} or {@code https://HOST:PORT}
 * @param maxInFlight     maximum recall requests in flight
 * @param maxPostsInFlight maximum posts and deletions in flight
 * @param maxAdministrationInFlight maximum other requests in flight
 * @param maxQuestion     maximum bytes of a request body, except events and contents
 * @param maxPost         maximum bytes of a body with events or contents
 * @param maxBatchContents maximum sum of the sizes of the requests of a batch
 * @param maxBuffered     maximum bytes of all bodies that are read or processed
 * @param maxConnections  maximum number of open connections
 * @param readTimeout     maximum time of a TLS handshake, to the head of the first request of a connection, from the
 *                        first byte of a request to the end of its head, and from there to the end of its body
 * @param idleTimeout     time after which an idle connection is closed, and maximum time that a client takes to read a
 *                        reply, or a part of one that is streamed
 * @param minSeqTimeout   maximum time that a recall waits for its {@code min_seq}
 * @param drainTimeout    maximum time that closing waits for requests in flight
 */
public record HttpParameters(
        String host,
        int port,
        int eventLoops,
        @Secret Set<String> apiKeys,
        @Secret Set<String> readOnlyApiKeys,
        RateParameters rateLimit,
        TlsParameters tls,
        TokenParameters tokens,
        List<String> allowedHosts,
        List<String> corsOrigins,
        int maxInFlight,
        int maxPostsInFlight,
        int maxAdministrationInFlight,
        @ByteSize int maxQuestion,
        @ByteSize int maxPost,
        int maxBatchContents,
        @ByteSize int maxBuffered,
        int maxConnections,
        Duration readTimeout,
        Duration idleTimeout,
        Duration minSeqTimeout,
        Duration drainTimeout) {

    /** The form of an origin in the header {@code Origin}, http and https only. */
    private static final Pattern ORIGIN = Pattern
            .compile("https?://[^/:@?#\\s]+(:\\d+)?|https?://\\[[^/@?#\\s]+](:\\d+)?");

    public HttpParameters {
        apiKeys = keys("api-keys", apiKeys);
        readOnlyApiKeys = keys("read-only-api-keys", readOnlyApiKeys);
        allowedHosts = lowerCase(allowedHosts);
        corsOrigins = lowerCase(corsOrigins);
        for (String origin : corsOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "cors-origins has '" + origin + "', expected an origin such as https://shop.example or "
                                + "http://localhost:3000");
            }
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + ", expected 0 to 65535");
        }
        if (eventLoops < 1 || maxInFlight < 1 || maxQuestion < 1 || maxPost < 1) {
            throw new IllegalArgumentException(
                    "event-loops, max-in-flight, max-question and max-post are at least 1, not " + eventLoops + ", "
                            + maxInFlight + ", " + maxQuestion + " and " + maxPost);
        }
        if (readTimeout.toMillis() < 1 || minSeqTimeout.isNegative() || drainTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "read-timeout is %s ms, expected at least 1; min-seq-timeout and drain-timeout are not below 0"
                            .formatted(readTimeout.toMillis()));
        }
        if (idleTimeout.isNegative() || idleTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("idle-timeout is " + idleTimeout + ", expected 0 to 24 days");
        }
        if (maxConnections < 1 || maxBatchContents < 1) {
            throw new IllegalArgumentException("max-connections and max-batch-contents are at least 1, not "
                    + maxConnections + " and " + maxBatchContents);
        }
        if (maxPostsInFlight < 1 || maxAdministrationInFlight < 1) {
            throw new IllegalArgumentException(
                    "max-posts-in-flight and max-administration-in-flight are at least 1, not "
                            + maxPostsInFlight + " and " + maxAdministrationInFlight);
        }
        if (maxBuffered < maxPost || maxBuffered < maxQuestion) {
            throw new IllegalArgumentException(
                    "max-buffered is " + maxBuffered + " bytes, must be at least max-post and max-question");
        }
    }

    /** Returns the same settings with another port. */
    public HttpParameters withPort(int other) {
        return new HttpParameters(
                host, other, eventLoops, apiKeys, readOnlyApiKeys, rateLimit, tls, tokens, allowedHosts, corsOrigins,
                maxInFlight,
                maxPostsInFlight, maxAdministrationInFlight, maxQuestion, maxPost, maxBatchContents, maxBuffered,
                maxConnections, readTimeout, idleTimeout, minSeqTimeout, drainTimeout);
    }

    /** Returns true if the settings have keys, or accept tokens. */
    public boolean hasKeys() {
        return !apiKeys.isEmpty() || !readOnlyApiKeys.isEmpty() || tokens.accepted();
    }

    /** @throws RecallException INVALID if a service without keys would listen beyond loopback */
    public void requireLoopback() {
        if (!LoopbackHosts.contain(host)) {
            throw new RecallException(RecallException.Code.INVALID, "refusing to listen on " + host
                    + " without api-keys: anyone who reaches it could read and write. Add one with: recall keys add");
        }
    }

    /**
     * Refuses a port that another program listens on, before work whose result would be served there.
     *
     * @throws RecallException CONFLICT if the port is taken
     */
    public void requireFreePort() {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
        } catch (IOException e) {
            throw cannotListen(port, String.valueOf(e.getMessage()), e);
        }
    }

    RecallException cannotListen(int refused, String reason, Exception cause) {
        return new RecallException(RecallException.Code.CONFLICT,
                "cannot listen on %s:%d: %s; use --port or the setting recall.http.port for another port"
                        .formatted(host, refused, reason),
                cause);
    }

    /** Returns keys in the order of their texts, so that equal sets are printed alike. */
    private static Set<String> keys(String setting, Set<String> keys) {
        if (keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(setting
                    + " has a blank key: check the file or environment variable that it comes from, or remove it");
        }
        return Collections.unmodifiableSet(new TreeSet<>(keys));
    }

    private static List<String> lowerCase(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }
}
