package io.graphrecall.offline;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link Stage#TABLES}: computes meta-path tables, nearest neighbours and clusters, writes the clusters to the graph, and
 * stores a generation.
 */
final class TablesStage {

    private final GraphClient graph;
    private final GenerationStore store;
    private final BlockRunner runner;

    /** @param runner computes neighbours and products of meta-paths in blocks */
    TablesStage(GraphClient graph, GenerationStore store, BlockRunner runner) {
        this.graph = graph;
        this.store = store;
        this.runner = runner;
    }

    /** @param trial fits the blend to the withheld targets; null if none are withheld */
    GenerationManifest run(
            ExtractedGraph extracted, TrainedSpaces trained, BuildOptions options, @Nullable BlendTrial trial,
            Progress progress) {
        MetaPaths paths = MetaPaths.compute(
                new PathGraph(extracted.graph(), extracted.clickThrough()), options.tables().metaPaths(),
                options.seed(), runner, progress);
        List<VectorSpace> spaces = new ArrayList<>();
        trained.embeddings().forEach((name, table) -> spaces.add(VectorSpace.compute(
                name, table, trained.queries().getOrDefault(name, List.of()), extracted.contents().size(),
                options.tables().spaces(), options.seed(), runner, progress)));
        new DerivedRelationships(graph).replaceClusters(extracted.contents(), spaces, progress);
        progress.begin("Writing the generation", -1);
        GenerationWriter writer = store.begin(header(extracted.graph().state(), trained, options));
        try {
            extracted.tables().write(writer);
            paths.write(writer);
            spaces.forEach(space -> space.write(writer));
            for (TrainingResult result : trained.results()) {
                result.parts().forEach(part -> part.write(writer));
                result.metrics().forEach(writer::metric);
            }
            Map<String, Double> metrics = new TreeMap<>(TableMetrics.of(extracted.graph(), extracted.tables()));
            progress.advance(1);
            progress.end(writer.id() + ", " + Counts.of(writer.bytes(), "byte"));
            if (trial != null && !extracted.withheld().targets().isEmpty()) {
                BlendTrial.Findings findings = tryOut(writer, extracted.withheld(), trial, progress);
                findings.settings().forEach(writer::setting);
                metrics.putAll(findings.metrics());
            }
            metrics.forEach(writer::metric);
            PublishGate.checks(metrics, PublishGate.active(store)).forEach(writer::check);
            return writer.commit();
        } finally {
            closeUninterrupted(writer);
        }
    }

    private static BlendTrial.Findings tryOut(
            GenerationWriter writer, WithheldTargets withheld, BlendTrial trial, Progress progress) {
        try (Generation generation = writer.preview()) {
            return trial.run(generation, withheld, progress);
        }
    }

    private static GenerationHeader header(HeteroGraph.State state, TrainedSpaces trained, BuildOptions options) {
        Map<String, Object> settings = new TreeMap<>(BuildSettings.of(options.tables()));
        trained.results().forEach(result -> result.settings().forEach((name, value) -> settings.put(
                name, value instanceof Record record ? BuildSettings.of(record) : value)));
        return new GenerationHeader(
                Instant.ofEpochMilli(state.asOf()), state.seq(), state.graphId(), options.seed(), state.dataSet(),
                settings);
    }

    /** Closes with the interrupt flag cleared; otherwise the incomplete folder could not be deleted. */
    private static void closeUninterrupted(GenerationWriter writer) {
        boolean interrupted = Thread.interrupted();
        try {
            writer.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
