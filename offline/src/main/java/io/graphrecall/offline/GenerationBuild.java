package io.graphrecall.offline;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.metapath.Segmenter;
import io.graphrecall.schema.Progress;

/** Makes a generation from the graph. */
public final class GenerationBuild {

    /** @param segmenter cuts texts into terms; the service must use the same */
    public GenerationBuild(GraphClient graph, GenerationStore store, Segmenter segmenter) {}

    /**
     * Runs the chosen stages. Interrupting the thread cancels: what was not published stays unpublished, and an
     * unfinished generation is removed.
     *
     * @return the manifest of the generation that was made or published
     */
    @SuppressWarnings("DoNotCallSuggester")
    public GenerationManifest run(BuildOptions options, Progress progress) {
        throw new UnsupportedOperationException(options + " with " + progress);
    }
}
