package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/**
 * How HTTP is served.
 *
 * @param host            where to listen
 * @param port            0 for a free one
 * @param eventLoops      threads that parse requests and write answers
 * @param apiKeys         keys that may do everything; empty where no key is asked for
 * @param readOnlyApiKeys keys that may ask but change nothing
 * @param maxInFlight     requests being answered at a time
 * @param maxQuestion     bytes of a question's body, at most
 * @param maxPost         bytes of a body of events or contents, at most
 * @param idleTimeout     how long a silent connection stays open
 * @param minSeqTimeout   how long a recall waits for its {@code min_seq}
 * @param drainTimeout    how long closing waits for requests being answered
 */
public record HttpParameters(
        String host,
        int port,
        int eventLoops,
        Set<String> apiKeys,
        Set<String> readOnlyApiKeys,
        int maxInFlight,
        int maxQuestion,
        int maxPost,
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
        if (apiKeys.isEmpty() && readOnlyApiKeys.isEmpty() && !isLoopback(host)) {
            throw new RecallException(RecallException.Code.INVALID,
                    "refusing to listen on " + host + " without api-keys: anyone who reaches it could read and write");
        }
    }

    /** The same on another port. */
    public HttpParameters withPort(int other) {
        return new HttpParameters(
                host, other, eventLoops, apiKeys, readOnlyApiKeys, maxInFlight, maxQuestion, maxPost, idleTimeout,
                minSeqTimeout, drainTimeout);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new RecallException(RecallException.Code.INVALID, "unknown host '" + host + "'", e);
        }
    }
}
