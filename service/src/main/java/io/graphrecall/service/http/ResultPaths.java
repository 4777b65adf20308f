package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.service.explain.ExplainedPath;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The ways through the graph of an answer's contents.
 *
 * @param byPosition null where they are not wanted
 * @param tookNanos  how long they were looked for
 */
record ResultPaths(@Nullable List<List<Explainer.ChannelPath>> byPosition, long tookNanos) {

    /** Of an answer that is not explained. */
    static final ResultPaths NONE = new ResultPaths(null, 0);

    /** Looks for the ways that stand for an answer's contents. */
    static ResultPaths of(RecallResult answer, Explainer explainer) {
        long begun = System.nanoTime();
        List<List<Explainer.ChannelPath>> found = explainer.paths(answer);
        return new ResultPaths(found, System.nanoTime() - begun);
    }

    /** Writes the field {@code paths} of the content at a position, where ways are wanted. */
    void write(JsonGenerator json, int position) throws IOException {
        if (byPosition == null) {
            return;
        }
        json.writeArrayFieldStart("paths");
        for (Explainer.ChannelPath path : byPosition.get(position)) {
            json.writeStartObject();
            json.writeStringField("channel", path.channel());
            write(json, path.path());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of a way. */
    static void write(JsonGenerator json, ExplainedPath path) throws IOException {
        if (path.metaPath() != null) {
            json.writeStringField("metapath", path.metaPath());
        }
        json.writeArrayFieldStart("nodes");
        for (ExplainedPath.Node node : path.nodes()) {
            json.writeStartObject();
            json.writeStringField("type", node.type());
            json.writeStringField("id", node.id());
            if (node.name() != null) {
                json.writeStringField("name", node.name());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("relationships");
        for (ExplainedPath.Relationship relationship : path.relationships()) {
            json.writeStartObject();
            json.writeStringField("type", relationship.type());
            json.writeBooleanField("forward", relationship.forward());
            if (relationship.at() != null) {
                json.writeStringField("at", Instant.ofEpochMilli(relationship.at()).toString());
            }
            if (relationship.weight() != null) {
                json.writeNumberField("weight", relationship.weight().doubleValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
