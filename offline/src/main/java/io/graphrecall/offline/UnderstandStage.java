package io.graphrecall.offline;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.content.understand.UnderstandingParameters;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.parallel.BlockRunner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@link Stage#UNDERSTAND}: predicts tags, categories and attributes of contents, items and queries and writes them to the
 * graph: of contents from texts and media, of the others from texts. Replaces its earlier predictions and never changes
 * what the data set supplies.
 */
final class UnderstandStage {

    private final GraphClient graph;
    private final Terms terms;
    private final Path home;
    private final BlockRunner runner;

    /**
     * @param home   home folder, with models and cache
     * @param runner reads media and encodes texts in blocks
     */
    UnderstandStage(GraphClient graph, Terms terms, Path home, BlockRunner runner) {
        this.graph = graph;
        this.terms = terms;
        this.home = home;
        this.runner = runner;
    }

    /** Runs the stage. The training step that encodes media, if there is one, trains its encoder here. */
    void run(BuildOptions options, Progress progress) {
        UnderstoodGraph understood = new UnderstoodGraph(graph);
        List<TagRecord> taxonomy = understood.taxonomy();
        List<CatalogueEntry> contents = understood.entries(NodeLabel.CONTENT);
        List<CatalogueEntry> items = understood.entries(NodeLabel.ITEM);
        TrainingContext context = options.trainingContext(home, runner);
        Map<String, float[]> media = options.training().multimodal()
                .map(step -> step.mediaVectors(contents, context, progress)).orElse(Map.of());
        UnderstandingParameters parameters = UnderstandingParameters.DEFAULT.withSeed(options.seed());
        try (CachedTextEncoder encoder = Objects.requireNonNull(options.encoder()).open(
                ContentUnderstanding.texts(contents),
                context.cache())) {
            encoder.prepare("Encoding texts of contents and items",
                    ContentUnderstanding.texts(Stream.concat(contents.stream(), items.stream()).toList()),
                    runner, progress);
            ContentUnderstanding understanding = new ContentUnderstanding(encoder, terms, parameters);
            understood.replace(NodeLabel.CONTENT, new ContentUnderstanding(encoder, terms, parameters, media)
                    .understand(contents, taxonomy, progress), progress);
            understood.replace(NodeLabel.ITEM, understanding.understand(items, taxonomy, progress), progress);
            List<String> queries = understood.queries();
            if (ContentUnderstanding.hasTags(contents, taxonomy)) {
                encoder.prepare("Encoding search queries", queries, runner, progress);
            }
            understood.replaceQueryTags(
                    queries, understanding.queryTags(queries, contents, taxonomy, progress), progress);
        }
    }
}
