package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.graphrecall.service.channel.ChannelAnswer;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallAnswer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Writes an answer as JSON, straight from the arrays it was computed in: an answer of a hundred contents names a few
 * hundred channels, scores and triggers, and objects for each would cost more than the recall. Thread-safe.
 */
final class RecallAnswerWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializedString CONTENT_ID = new SerializedString("content_id");
    private static final SerializedString SCORE = new SerializedString("score");
    private static final SerializedString CHANNELS = new SerializedString("channels");
    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString RANK = new SerializedString("rank");
    private static final SerializedString TRIGGER = new SerializedString("trigger");

    private RecallAnswerWriter() {}

    /** The answer as UTF-8. */
    static byte[] bytes(String requestId, RecallAnswer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 + 160 * answer.size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(requestId, answer, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    /** Writes one object. */
    static void write(String requestId, RecallAnswer answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("request_id", requestId);
        json.writeStringField("generation", answer.generation());
        json.writeFieldName("took_ms");
        writeMillis(answer.tookNanos(), json);
        json.writeArrayFieldStart("contents");
        for (int position = 0; position < answer.size(); position++) {
            writeContent(answer, position, json);
        }
        json.writeEndArray();
        writeCoverage(answer, json);
        json.writeEndObject();
    }

    private static void writeContent(RecallAnswer answer, int position, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName(CONTENT_ID);
        json.writeString(answer.contentId(position));
        json.writeFieldName(SCORE);
        json.writeNumber((float) answer.score(position));
        json.writeFieldName(CHANNELS);
        json.writeStartArray();
        for (int channel = 0; channel < answer.runs().size(); channel++) {
            int rank = answer.rank(position, channel);
            if (rank >= 0) {
                writeProvenance(answer, channel, rank, json);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Ranks go out from 1 up. */
    private static void writeProvenance(RecallAnswer answer, int channel, int rank, JsonGenerator json)
            throws IOException {
        ChannelRun run = answer.runs().get(channel);
        json.writeStartObject();
        json.writeFieldName(ID);
        json.writeString(run.channel());
        json.writeFieldName(RANK);
        json.writeNumber(rank + 1);
        json.writeFieldName(SCORE);
        json.writeNumber(run.answer().scores()[rank]);
        Reason reason = answer.reason(channel, rank);
        if (reason != null) {
            json.writeFieldName(TRIGGER);
            json.writeString(reason.label().name().toLowerCase(Locale.ROOT) + ":" + reason.key());
        }
        json.writeEndObject();
    }

    private static void writeCoverage(RecallAnswer answer, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeNumberField("requested", answer.requested());
        json.writeNumberField("returned", answer.size());
        json.writeBooleanField("degraded", answer.degraded());
        json.writeArrayFieldStart("channels");
        for (int channel = 0; channel < answer.runs().size(); channel++) {
            writeRun(answer.runs().get(channel), answer.share(channel), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeRun(ChannelRun run, RecallAnswer.Share share, JsonGenerator json) throws IOException {
        ChannelAnswer answer = run.answer();
        json.writeStartObject();
        json.writeStringField("id", run.channel());
        json.writeStringField("status", run.status().wireName());
        json.writeFieldName("took_ms");
        writeMillis(run.tookNanos(), json);
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

    /** Milliseconds with three decimals. */
    private static void writeMillis(long nanos, JsonGenerator json) throws IOException {
        long micros = nanos / 1000;
        json.writeNumber(micros / 1000.0);
    }
}
