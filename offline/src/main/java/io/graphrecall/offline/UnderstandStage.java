package io.graphrecall.offline;

import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.content.understand.UnderstandingParameters;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;

import java.nio.file.Path;
import java.util.List;

/**
 * {@link Stage#UNDERSTAND}: predicts tags, categories and attributes of contents, items and queries from their texts and
 * writes them to the graph. Replaces its earlier predictions and never changes what the data set supplies.
 */
final class UnderstandStage {

    private final GraphClient graph;
    private final Terms terms;
    private final Path cache;

    /** @param cache folder of the vector cache, which can be deleted at any time */
    UnderstandStage(GraphClient graph, Terms terms, Path cache) {
        this.graph = graph;
        this.terms = terms;
        this.cache = cache;
    }

    void run(EncoderParameters parameters, long seed, Progress progress) {
        UnderstoodGraph understood = new UnderstoodGraph(graph);
        List<TagRecord> taxonomy = understood.taxonomy();
        List<CatalogueEntry> contents = understood.entries(NodeLabel.CONTENT);
        List<CatalogueEntry> items = understood.entries(NodeLabel.ITEM);
        try (TextEncoder encoder = parameters.open(ContentUnderstanding.texts(contents), cache)) {
            ContentUnderstanding understanding = new ContentUnderstanding(
                    encoder, terms, UnderstandingParameters.DEFAULT.withSeed(seed));
            understood.replace(NodeLabel.CONTENT, understanding.understand(contents, taxonomy, progress), progress);
            understood.replace(NodeLabel.ITEM, understanding.understand(items, taxonomy, progress), progress);
            List<String> queries = understood.queries();
            understood.replaceQueryTags(queries, understanding.queryTags(queries, contents, taxonomy), progress);
        }
    }
}
