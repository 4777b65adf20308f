package io.graphrecall.service.feedback;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Log of answers and of the events that refer to them by {@code request_id}, one JSON object per line, in a separate logger.
 * It has the same users on every member. Whoever configures the logger decides on files and their age. Thread-safe.
 */
public final class FeedbackLog {

    /** Name of the logger. */
    public static final String LOGGER = "graphrecall.feedback";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final double share;
    private final Clock clock;

    public FeedbackLog(FeedbackSettings settings, Clock clock) {
        share = settings.share();
        this.clock = clock;
    }

    /** Returns true if the answers and events of a user are logged. */
    boolean includes(String user) {
        return share > 0 && KeyHash.position(LOGGER, user) < share;
    }

    /** Logs an answer: scene, variant, and the contents with their channels and, if interleaved, their teams. */
    public void answered(String requestId, String user, RecallResult result) {
        if (!includes(user)) {
            return;
        }
        ObjectNode line = line(requestId, user).put("scene", result.scene());
        if (result.variant() != null) {
            line.put("variant", result.variant());
        }
        ArrayNode contents = line.putArray("contents");
        for (int position = 0; position < result.size(); position++) {
            ObjectNode content = contents.addObject().put("content_id", result.contentId(position));
            String team = result.team(position);
            if (team != null) {
                content.put("team", team);
            }
            ArrayNode channels = content.putArray("channels");
            for (int channel = 0; channel < result.runs().size(); channel++) {
                if (result.rank(position, channel) >= 0) {
                    channels.add(result.runs().get(channel).channel());
                }
            }
        }
        LOG.info(line.toString());
    }

    /** Logs the events on contents that refer to an answer. */
    public void received(List<BehaviourEvent> events) {
        for (BehaviourEvent event : events) {
            String requestId = event.requestId();
            if (requestId != null && event.target().label() == NodeLabel.CONTENT && includes(event.user().key())) {
                LOG.info(line(requestId, event.user().key()).put("action", event.action().wireName())
                        .put("content_id", event.target().key()).toString());
            }
        }
    }

    private ObjectNode line(String requestId, String user) {
        return JsonNodeFactory.instance.objectNode()
                .put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("request_id", requestId)
                .put("user_id", user);
    }
}
