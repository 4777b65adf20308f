package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.live.LiveSnapshots;
import io.graphrecall.service.pipeline.RecallAnswer;
import io.graphrecall.service.pipeline.RecallPipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the recall endpoints share: wait for the sequence number that is asked for, recall, render. */
final class Recalling {

    /** About what an answer takes, and each of its contents. */
    private static final int HEAD_BYTES = 2048;
    private static final int CONTENT_BYTES = 256;

    private final RecallPipeline pipeline;
    private final LiveSnapshots snapshots;
    private final Explainer explainer;
    private final Duration minSeqTimeout;

    Recalling(ServiceParts parts, HttpParameters parameters) {
        this.pipeline = parts.pipeline();
        this.snapshots = parts.snapshots();
        this.explainer = parts.explainer();
        this.minSeqTimeout = parameters.minSeqTimeout();
    }

    Reply reply(String requestId, RecallQuestion question) {
        RecallAnswer answer = recall(question);
        int expected = HEAD_BYTES + answer.size() * CONTENT_BYTES;
        AnswerPaths paths = paths(question, answer);
        return Reply.json(200, Json.write(json -> AnswerWriter.write(json, requestId, answer, paths), expected));
    }

    Reply reply(String requestId, List<RecallQuestion> questions) {
        List<RecallAnswer> answers = questions.stream().map(this::recall).toList();
        List<AnswerPaths> paths = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            paths.add(paths(questions.get(i), answers.get(i)));
        }
        return Reply.json(200, Json.write(json -> write(json, requestId, answers, paths)));
    }

    private RecallAnswer recall(RecallQuestion question) {
        if (question.minSeq() > 0) {
            snapshots.await(question.minSeq(), minSeqTimeout);
        }
        return pipeline.recall(question.request());
    }

    private AnswerPaths paths(RecallQuestion question, RecallAnswer answer) {
        return question.explain() ? AnswerPaths.of(answer, explainer) : AnswerPaths.NONE;
    }

    private static void write(
            JsonGenerator json, String requestId, List<RecallAnswer> answers, List<AnswerPaths> paths)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("answers");
        for (int i = 0; i < answers.size(); i++) {
            AnswerWriter.write(json, requestId + "-" + i, answers.get(i), paths.get(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
