package io.graphrecall.offline;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.extract.GraphExtraction;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

/**
 * {@link Stage#EXTRACT}: reads the graph and computes the lookup tables from it. Writes derived relationships to the graph
 * only if the stage is selected.
 */
final class ExtractStage {

    private final GraphClient graph;
    private final Segmenter segmenter;

    /** @param segmenter splits texts into terms; the service must use the same one */
    ExtractStage(GraphClient graph, Segmenter segmenter) {
        this.graph = graph;
        this.segmenter = segmenter;
    }

    /**
     * @param tried true if the generation is tried, so that targets are withheld
     * @throws RecallException with code {@code CONFLICT} if the graph has no contents
     */
    ExtractedGraph run(BuildOptions options, boolean tried, Progress progress) {
        HeteroGraph all = new GraphExtraction(graph, segmenter).read(options.asOf(), progress);
        if (all.nodes(NodeLabel.CONTENT).size() == 0) {
            throw new RecallException(RecallException.Code.CONFLICT, "the graph has no contents: load some first");
        }
        WithheldTargets withheld = tried
                ? WithheldTargets.of(all, options.seed())
                : WithheldTargets.none(all);
        HeteroGraph read = withheld.known();
        QueryClickThrough clickThrough = TableBuild.clickThrough(read, options.tables());
        if (options.stages().contains(Stage.EXTRACT)) {
            DerivedRelationships derived = new DerivedRelationships(graph);
            derived.replaceQueryTags(read, segmenter, progress);
            derived.replaceClickThrough(read, clickThrough, progress);
        }
        return new ExtractedGraph(withheld, clickThrough, new TableBuild(options.tables(), segmenter)
                .compute(read, options.seed(), progress));
    }
}
