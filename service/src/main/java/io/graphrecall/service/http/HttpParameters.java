package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;
import io.graphrecall.service.settings.ByteSize;
import io.graphrecall.service.settings.Secret;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of the HTTP server.
 *
 * @param host            host name or address to listen on
 * @param port            port to listen on; 0 for a free port
 * @param eventLoops      number of threads that parse requests and write responses
 * @param apiKeys         keys with full access; empty to require no key
 * @param readOnlyApiKeys keys with read access
 * @param maxInFlight     maximum requests in flight
 * @param maxQuestion     maximum bytes of a request body, except events and contents
 * @param maxPost         maximum bytes of a body with events or contents
 * @param maxBuffered     maximum bytes of all bodies that are read or processed
 * @param maxConnections  maximum number of open connections
 * @param readTimeout     maximum time to the head of the first request of a connection, and from a head to the end of a body
 * @param idleTimeout     time after which an idle connection is closed
 * @param minSeqTimeout   maximum time that a recall waits for its {@code min_seq}
 * @param drainTimeout    maximum time that closing waits for requests in flight
 */
public record HttpParameters(
        String host,
        int port,
        int eventLoops,
        @Secret Set<String> apiKeys,
        @Secret Set<String> readOnlyApiKeys,
        int maxInFlight,
        @ByteSize int maxQuestion,
        @ByteSize int maxPost,
        @ByteSize int maxBuffered,
        int maxConnections,
        Duration readTimeout,
        Duration idleTimeout,
        Duration minSeqTimeout,
        Duration drainTimeout) {

    public HttpParameters {
        apiKeys = Set.copyOf(apiKeys);
        readOnlyApiKeys = Set.copyOf(readOnlyApiKeys);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + ", expected 0 to 65535");
        }
        if (eventLoops < 1 || maxInFlight < 1 || maxQuestion < 1 || maxPost < 1) {
            throw new IllegalArgumentException(
                    "event-loops, max-in-flight, max-question and max-post are at least 1, not " + eventLoops + ", "
                            + maxInFlight + ", " + maxQuestion + " and " + maxPost);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("max-connections is " + maxConnections + ", must be at least 1");
        }
        if (maxBuffered < maxPost || maxBuffered < maxQuestion) {
            throw new IllegalArgumentException(
                    "max-buffered is " + maxBuffered + " bytes, must be at least max-post and max-question");
        }
        if (apiKeys.isEmpty() && readOnlyApiKeys.isEmpty() && !isLoopback(host)) {
            throw new RecallException(RecallException.Code.INVALID,
                    "refusing to listen on " + host + " without api-keys: anyone who reaches it could read and write");
        }
    }

    /** Returns the same settings with another port. */
    public HttpParameters withPort(int other) {
        return new HttpParameters(
                host, other, eventLoops, apiKeys, readOnlyApiKeys, maxInFlight, maxQuestion, maxPost, maxBuffered,
                maxConnections, readTimeout, idleTimeout, minSeqTimeout, drainTimeout);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new RecallException(RecallException.Code.INVALID, "unknown host '" + host + "'", e);
        }
    }
}
