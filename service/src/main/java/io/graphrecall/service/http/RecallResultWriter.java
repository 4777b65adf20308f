package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.Degradation;
import io.graphrecall.service.pipeline.RecallResult;
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
final class RecallResultWriter {

    private static final SerializableString REQUEST_ID = new SerializedString("request_id");
    private static final SerializableString GENERATION = new SerializedString("generation");
    private static final SerializableString TOOK_MS = new SerializedString("took_ms");
    private static final SerializableString CONTENTS = new SerializedString("contents");
    private static final SerializableString CONTENT_ID = new SerializedString("content_id");
    private static final SerializableString SCORE = new SerializedString("score");
    private static final SerializableString CHANNELS = new SerializedString("channels");
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString RANK = new SerializedString("rank");
    private static final SerializableString TRIGGER = new SerializedString("trigger");
    private static final SerializableString METAPATH = new SerializedString("metapath");
    private static final SerializableString COVERAGE = new SerializedString("coverage");

    private RecallResultWriter() {}

    static void write(
            JsonGenerator json, String requestId, RecallResult result, Detail detail, ResultPaths paths,
            Set<Degradation> degradations) throws IOException {
        json.writeStartObject();
        string(json, REQUEST_ID, requestId);
        string(json, GENERATION, result.generation());
        json.writeFieldName(TOOK_MS);
        json.writeNumber(millis(result.tookNanos() + paths.tookNanos()));
        json.writeFieldName(CONTENTS);
        json.writeStartArray();
        ReasonTexts reasons = detail == Detail.IDS ? null : ReasonTexts.of(result);
        for (int position = 0; position < result.size(); position++) {
            json.writeStartObject();
            string(json, CONTENT_ID, result.contentId(position));
            json.writeFieldName(SCORE);
            json.writeNumber((float) result.score(position));
            if (reasons != null) {
                channels(json, result, position, reasons);
                paths.write(json, position);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName(COVERAGE);
        coverage(json, result, degradations);
        json.writeEndObject();
    }

    /**
     * Channel ids and reasons of a result, each encoded once: a trigger is the reason of many contents.
     *
     * @param reasons   by channel and position
     * @param encodings encoded reasons
     */
    private record ReasonTexts(
            SerializableString[] channelIds, @Nullable Reason[][] reasons, Map<Reason, SerializableString> encodings) {

        static ReasonTexts of(RecallResult result) {
            int channels = result.runs().size();
            SerializableString[] ids = new SerializableString[channels];
            @Nullable
            Reason[][] reasons = new Reason[channels][];
            for (int channel = 0; channel < channels; channel++) {
                ids[channel] = new SerializedString(result.runs().get(channel).channel());
                reasons[channel] = result.reasons(channel);
            }
            return new ReasonTexts(ids, reasons, new IdentityHashMap<>());
        }

        SerializableString text(Reason reason) {
            return encodings.computeIfAbsent(reason, key -> new SerializedString(key.text()));
        }
    }

    private static void channels(JsonGenerator json, RecallResult result, int position, ReasonTexts texts)
            throws IOException {
        json.writeFieldName(CHANNELS);
        json.writeStartArray();
        List<ChannelRun> runs = result.runs();
        for (int channel = 0; channel < runs.size(); channel++) {
            int rank = result.rank(position, channel);
            if (rank >= 0) {
                json.writeStartObject();
                json.writeFieldName(ID);
                json.writeString(texts.channelIds[channel]);
                json.writeFieldName(RANK);
                json.writeNumber(rank + 1);
                json.writeFieldName(SCORE);
                json.writeNumber(runs.get(channel).answer().scores()[rank]);
                Reason reason = texts.reasons[channel][position];
                if (reason != null) {
                    json.writeFieldName(TRIGGER);
                    json.writeString(texts.text(reason));
                    if (reason.metaPath() != null) {
                        string(json, METAPATH, reason.metaPath());
                    }
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void coverage(JsonGenerator json, RecallResult result, Set<Degradation> degradations)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("requested", result.requested());
        json.writeNumberField("returned", result.size());
        json.writeBooleanField("degraded", !degradations.isEmpty());
        json.writeArrayFieldStart("degraded_by");
        for (Degradation degradation : degradations) {
            json.writeString(degradation.wireName());
        }
        json.writeEndArray();
        json.writeNumberField("undescribed", result.query().snapshot().undescribed());
        json.writeFieldName(CHANNELS);
        json.writeStartArray();
        for (int channel = 0; channel < result.runs().size(); channel++) {
            ChannelRun run = result.runs().get(channel);
            ChannelResult answer = run.answer();
            RecallResult.Share share = result.share(channel);
            json.writeStartObject();
            string(json, ID, run.channel());
            json.writeStringField("status", run.status().wireName());
            if (run.reason() != null) {
                json.writeStringField("reason", run.reason());
            }
            json.writeFieldName(TOOK_MS);
            json.writeNumber(millis(run.tookNanos()));
            json.writeNumberField("returned", answer.size());
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
