package io.graphrecall.service.feedback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.pipeline.RecallResult;
import io.graphrecall.service.snapshot.KeyHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
    private static final JsonFactory JSON = new JsonFactory();

    private final double share;
    private final Clock clock;

    public FeedbackLog(FeedbackSettings settings, Clock clock) {
        share = settings.share();
        this.clock = clock;
    }

    /** Fields of a line. */
    @FunctionalInterface
    private interface Fields {

        void write(JsonGenerator json) throws IOException;
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
        write(requestId, user, json -> {
            json.writeStringField("scene", result.scene());
            if (result.variant() != null) {
                json.writeStringField("variant", result.variant());
            }
            json.writeArrayFieldStart("contents");
            for (int position = 0; position < result.size(); position++) {
                json.writeStartObject();
                json.writeStringField("content_id", result.contentId(position));
                String team = result.team(position);
                if (team != null) {
                    json.writeStringField("team", team);
                }
                json.writeArrayFieldStart("channels");
                for (int channel = 0; channel < result.runs().size(); channel++) {
                    if (result.rank(position, channel) >= 0) {
                        json.writeString(result.runs().get(channel).channel());
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Logs the events on contents that refer to an answer. */
    public void received(List<BehaviourEvent> events) {
        for (BehaviourEvent event : events) {
            String requestId = event.requestId();
            if (requestId != null && event.target().label() == NodeLabel.CONTENT && includes(event.user().key())) {
                write(requestId, event.user().key(), json -> {
                    json.writeStringField("action", event.action().wireName());
                    json.writeStringField("content_id", event.target().key());
                });
            }
        }
    }

    private void write(String requestId, String user, Fields fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("request_id", requestId);
            json.writeStringField("user_id", user);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.info(line.toString());
    }
}
