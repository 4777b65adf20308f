package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
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
        json.writeFieldName("paths");
        Json.writeValue(json, byPosition.get(position));
    }
}
