package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.io.SerializedString;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.Degradation;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.service.catalogue.StoredFacts;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes results as JSON directly from the computed arrays. Data binding would create about a thousand objects for a
 * result of a hundred contents from seven channels.
 */
public final class RecallResultWriter {

    /** Approximate size of a response without contents, in bytes. */
    private static final int BASE_BYTES = 2048;
    /** Approximate size of a content in a response, and of each included fact, in bytes. */
    private static final int CONTENT_BYTES = 64;
    /** Approximate size of a channel of a content, in bytes; rather too large, because a buffer that grows is copied. */
    private static final int CHANNEL_BYTES = 80;

    private static final SerializableString REQUEST_ID = new SerializedString("request_id");
    private static final SerializableString GENERATION = new SerializedString("generation");
    private static final SerializableString SCENE = new SerializedString("scene");
    private static final SerializableString VARIANT = new SerializedString("variant");
    private static final SerializableString TOOK_MS = new SerializedString("took_ms");
    private static final SerializableString CONTENTS = new SerializedString("contents");
    private static final SerializableString CONTENT_ID = new SerializedString("content_id");
    private static final SerializableString SCORE = new SerializedString("score");
    private static final SerializableString TEAM = new SerializedString("team");
    private static final SerializableString CHANNELS = new SerializedString("channels");
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString COVERAGE = new SerializedString("coverage");

    private RecallResultWriter() {}

    /** Returns the body of a response with channels and triggers, the default detail. */
    public static Buffer write(String requestId, RecallResult result) {
        return write(requestId, result, result.tookNanos(), Detail.CHANNELS, true, IncludedFields.NONE, Map.of(),
                List.of(), List.of(), result.degradations());
    }

    /**
     * @param tookNanos duration of the recall, with the reads of facts and paths
     * @param behaviour true if the coverage says what is known of the user and what each channel returned
     * @param facts     facts from the graph by content id
     * @param paths     by position; empty for a response without paths
     */
    static Buffer write(
            String requestId, RecallResult result, long tookNanos, Detail detail, boolean behaviour,
            IncludedFields include, Map<String, StoredFacts> facts, List<List<Explainer.ChannelPath>> paths,
            List<UnknownValue> unknown, Set<Degradation> degradations) {
        int channels = detail == Detail.IDS ? 0 : result.shares().stream().mapToInt(RecallResult.Share::inResult).sum();
        int bytes = BASE_BYTES + result.size() * CONTENT_BYTES * (1 + include.size()) + channels * CHANNEL_BYTES;
        return Json.write(
                json -> write(json, requestId, result, tookNanos, detail, behaviour, include, facts, paths, unknown,
                        degradations),
                bytes);
    }

    private static void write(
            JsonGenerator json, String requestId, RecallResult result, long tookNanos, Detail detail, boolean behaviour,
            IncludedFields include, Map<String, StoredFacts> facts, List<List<Explainer.ChannelPath>> paths,
            List<UnknownValue> unknown, Set<Degradation> degradations) throws IOException {
        json.writeStartObject();
        string(json, REQUEST_ID, requestId);
        string(json, GENERATION, result.generation());
        string(json, SCENE, result.scene());
        if (result.variant() != null) {
            string(json, VARIANT, result.variant());
        }
        json.writeFieldName(TOOK_MS);
        json.writeNumber(millis(tookNanos));
        json.writeFieldName(CONTENTS);
        json.writeStartArray();
        ContentChannels channels = detail == Detail.IDS ? null : new ContentChannels(result, json);
        for (int position = 0; position < result.size(); position++) {
            json.writeStartObject();
            string(json, CONTENT_ID, result.contentId(position));
            json.writeFieldName(SCORE);
            json.writeNumber((float) result.score(position));
            String team = result.team(position);
            if (team != null) {
                string(json, TEAM, team);
            }
            include.write(json, result.query().snapshot(), result.content(position), facts);
            if (channels != null) {
                channels.write(position);
            }
            if (!paths.isEmpty()) {
                json.writeFieldName("paths");
                Json.writeValue(json, paths.get(position));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName(COVERAGE);
        coverage(json, result, behaviour, unknown, degradations);
        json.writeEndObject();
    }

    /**
     * The channels of the contents of a result, of which there are many: written as raw text, with ids and reasons encoded
     * once. A trigger is the reason of many contents.
     */
    private static final class ContentChannels {

        private static final SerializableString START = new SerializedString("[");
        private static final SerializableString SCORE_FIELD = new SerializedString(",\"score\":");
        private static final SerializableString END = new SerializedString("}");

        private final RecallResult result;
        private final JsonGenerator json;
        /** By channel: a content's channel up to its rank. */
        private final SerializableString[] starts;
        /** By channel and position. */
        private final @Nullable Reason[][] reasons;
        /** The rest of a content's channel after its score. */
        private final IdentityHashMap<Reason, SerializableString> ends = new IdentityHashMap<>();
        private final char[] digits = new char[11];

        ContentChannels(RecallResult result, JsonGenerator json) {
            this.result = result;
            this.json = json;
            int channels = result.runs().size();
            starts = new SerializableString[channels];
            reasons = new Reason[channels][];
            for (int channel = 0; channel < channels; channel++) {
                starts[channel] = new SerializedString(
                        "{\"id\":" + quoted(result.runs().get(channel).channel()) + ",\"rank\":");
                reasons[channel] = result.reasons(channel);
            }
        }

        void write(int position) throws IOException {
            json.writeFieldName(CHANNELS);
            json.writeRawValue(START);
            boolean first = true;
            for (int channel = 0; channel < starts.length; channel++) {
                int rank = result.rank(position, channel);
                if (rank >= 0) {
                    if (!first) {
                        json.writeRaw(',');
                    }
                    first = false;
                    json.writeRaw(starts[channel]);
                    json.writeRaw(digits, 0, NumberOutput.outputInt(rank + 1, digits, 0));
                    json.writeRaw(SCORE_FIELD);
                    json.writeRaw(NumberOutput.toString(result.runs().get(channel).answer().scores()[rank], true));
                    Reason reason = reasons[channel][position];
                    json.writeRaw(reason == null ? END : ends.computeIfAbsent(reason, ContentChannels::end));
                }
            }
            json.writeRaw(']');
        }

        private static SerializableString end(Reason reason) {
            String metaPath = reason.metaPath() == null ? "" : ",\"metapath\":" + quoted(reason.metaPath());
            return new SerializedString(",\"trigger\":" + quoted(reason.text()) + metaPath + "}");
        }

        private static String quoted(String text) {
            return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }
    }

    private static void coverage(
            JsonGenerator json, RecallResult result, boolean behaviour, List<UnknownValue> unknown,
            Set<Degradation> degradations) throws IOException {
        json.writeStartObject();
        json.writeNumberField("requested", result.requested());
        json.writeNumberField("returned", result.size());
        json.writeNumberField("available", result.available());
        json.writeBooleanField("degraded", !degradations.isEmpty());
        json.writeArrayFieldStart("degraded_by");
        for (Degradation degradation : degradations) {
            json.writeString(degradation.wireName());
        }
        json.writeEndArray();
        json.writeNumberField("undescribed", result.query().snapshot().undescribed());
        if (behaviour && result.history() != null) {
            json.writeStringField("user", result.history().wireName());
        }
        json.writeArrayFieldStart("unknown");
        for (UnknownValue value : unknown) {
            json.writeStartObject();
            json.writeStringField("pointer", value.pointer());
            json.writeStringField("value", value.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (result.search() != null) {
            search(json, result, result.search());
        }
        json.writeFieldName(CHANNELS);
        json.writeStartArray();
        List<RecallResult.Share> shares = result.shares();
        for (int channel = 0; behaviour && channel < result.runs().size(); channel++) {
            ChannelRun run = result.runs().get(channel);
            ChannelResult answer = run.answer();
            RecallResult.Share share = shares.get(channel);
            json.writeStartObject();
            string(json, ID, run.channel());
            json.writeStringField("status", run.status().wireName());
            if (run.reason() != null) {
                json.writeStringField("reason", run.reason());
            }
            json.writeFieldName(TOOK_MS);
            json.writeNumber(millis(run.tookNanos()));
            json.writeNumberField("returned", answer.size());
            json.writeNumberField("in_result", share.inResult());
            json.writeNumberField("kept", share.kept());
            json.writeObjectFieldStart("dropped");
            json.writeNumberField("seen", answer.seen());
            json.writeNumberField("filtered", answer.filtered());
            json.writeNumberField("duplicate", share.duplicate());
            json.writeNumberField("quota", share.quota());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void search(JsonGenerator json, RecallResult result, QueryIntent search) throws IOException {
        json.writeObjectFieldStart("query");
        json.writeStringField("text", search.text());
        json.writeArrayFieldStart("named");
        for (FeatureSpace space : List.of(FeatureSpace.TAG, FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE)) {
            NodeIndex index = result.query().snapshot().tables().features(space).index();
            for (int feature : search.features().vector(space).ordinals()) {
                String key = index.key(feature);
                AttributeValue attribute = space == FeatureSpace.ATTRIBUTE ? AttributeValue.ofKey(key) : null;
                json.writeStartObject();
                json.writeStringField("field", attribute == null
                        ? space.wireName()
                        : Clause.ATTRIBUTE + attribute.property());
                json.writeStringField("value", attribute != null
                        ? attribute.value()
                        : space == FeatureSpace.CATEGORY ? CategoryPath.text(key) : key);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeNumberField("matched", result.found("query2v", null));
        json.writeNumberField("by_meaning", result.found("query2v_text", "query2v"));
        String unknown = result.unknownSearch();
        if (unknown != null) {
            json.writeStringField("reason", unknown);
        }
        json.writeEndObject();
    }

    private static void string(JsonGenerator json, SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    /** Converts to milliseconds, rounded down to microseconds. */
    private static float millis(long nanos) {
        long micros = nanos / 1000;
        return micros / 1000f;
    }
}
