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
 * The paths in the graph behind the contents of a result.
 *
 * @param byPosition null if the request does not ask for an explanation
 * @param tookNanos  duration of the search for paths
 */
record ResultPaths(@Nullable List<List<Explainer.ChannelPath>> byPosition, long tookNanos) {

    /** Paths of a result without explanation. */
    static final ResultPaths NONE = new ResultPaths(null, 0);

    /** Finds the paths behind the contents of a result. */
    static ResultPaths of(RecallResult result, Explainer explainer) {
        long began = System.nanoTime();
        List<List<Explainer.ChannelPath>> found = explainer.paths(result);
        return new ResultPaths(found, System.nanoTime() - began);
    }

    /** Writes the field {@code paths} of the content at a position, if the request asks for it. */
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

    /** Writes the fields of a path. */
    static void write(JsonGenerator json, ExplainedPath path) throws IOException {
        if (path.metaPath() != null) {
            json.writeStringField("metapath", path.metaPath());
        }
        json.writeArrayFieldStart("nodes");
        for (ExplainedPath.Node node : path.nodes()) {
            json.writeStartObject();
            json.writeStringField("type", node.type());
            json.writeStringField("id", node.readableId());
            String name = node.otherName();
            if (name != null) {
                json.writeStringField("name", name);
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
