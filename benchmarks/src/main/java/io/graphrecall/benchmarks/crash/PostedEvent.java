package io.graphrecall.benchmarks.crash;

import java.util.Map;

/** Click that is posted or written to a topic. */
record PostedEvent(String id, String user, String content, long at) {

    /** Fields of the click as a JSON object. */
    Map<String, Object> fields() {
        return Map.of("event_id", id, "user_id", user, "action", "click", "content_id", content, "timestamp", at);
    }
}
