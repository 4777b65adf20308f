package io.graphrecall.service.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Log of administrative calls, patches and deletions, one JSON object per line, in a separate logger. Ids of users are
 * hashed, so that the entry about an erasure does not keep what was erased.
 */
public final class AuditLog {

    /** Name of the logger. */
    public static final String LOGGER = "graphrecall.audit";

    /** Caller of commands. */
    public static final String COMMAND_LINE = "command line";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    /** Calls without a known key, in a file of their own: anyone can make so many that they replace the other entries. */
    private static final Logger UNKNOWN = LoggerFactory.getLogger(LOGGER + ".unknown");
    /** Maximum characters of an id in the contract. A refused call can have a longer one. */
    private static final int MAX_ID = 1024;
    private static final String USER = "user_id";

    private AuditLog() {}

    /**
     * Writes an entry.
     *
     * @param key    name of the caller's key, or that of the program
     * @param action method and path of a route, or a command
     * @param ids    subject of the call: ids, and parameters that change its effect
     * @param result status of the reply, or outcome of the command
     */
    public static void record(
            String key, String action, Map<String, String> ids, Object result, String requestId) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        entry.put("key", key);
        entry.put("action", action);
        ids.forEach((name, id) -> {
            boolean isUser = name.equals(USER);
            entry.put(isUser ? USER + "_sha256" : name,
                    isUser ? ApiKey.hash(id) : id.substring(0, Math.min(id.length(), MAX_ID)));
        });
        entry.putPOJO("status", result);
        entry.put("request_id", requestId);
        (key.equals(ApiKey.UNKNOWN) ? UNKNOWN : LOG).info(entry.toString());
    }
}
