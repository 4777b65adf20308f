package io.graphrecall.offline;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.content.understand.UnderstandingParameters;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a build gets from texts: tags, category and attributes of contents and items that have none, tags of queries, and
 * the vector space {@value #SPACE}. Thread-safe.
 */
public final class TextStage implements VectorSource {

    /** The space of sentence vectors. */
    public static final String SPACE = EncoderModel.SPACE;

    private static final int CHUNK = 1_000;

    private final GraphClient graph;
    private final Terms terms;
    private final EncoderParameters parameters;
    private final Path cache;
    private volatile @Nullable EncoderModel used;

    /** @param cache the folder in which the vectors of texts are kept; it may be deleted at any time */
    public TextStage(GraphClient graph, Terms terms, EncoderParameters parameters, Path cache) {
        this.graph = graph;
        this.terms = terms;
        this.parameters = parameters;
        this.cache = cache;
    }

    /**
     * Understands the catalogue and the queries and writes what it finds into the graph, in place of what it found
     * before. What records say themselves is never touched.
     *
     * @param seed of all that is random
     */
    void understand(long seed, Progress progress) {
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

    @Override
    public Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress) {
        NodeIndex contents = input.graph().nodes(NodeLabel.CONTENT);
        List<CatalogueEntry> entries = new UnderstoodGraph(graph).entries(NodeLabel.CONTENT);
        List<String> texts = ContentUnderstanding.texts(entries);
        float[][] vectors = new float[contents.size()][];
        progress.begin("encoding texts", texts.size());
        try (TextEncoder encoder = parameters.open(texts, cache)) {
            for (int from = 0; from < texts.size(); from += CHUNK) {
                List<String> chunk = texts.subList(from, Math.min(texts.size(), from + CHUNK));
                float[][] encoded = encoder.encode(chunk);
                for (int i = 0; i < encoded.length; i++) {
                    int content = contents.ordinal(entries.get(from + i).id().key());
                    if (content >= 0) { // else it came after the contents were read
                        vectors[content] = encoded[i];
                    }
                }
                progress.advance(chunk.size());
            }
        }
        EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
        progress.end("%,d contents have a text".formatted(table.rows()));
        used = table.rows() == 0 ? null : parameters.choice().model(texts);
        return table.rows() == 0 ? Map.of() : Map.of(SPACE, table);
    }

    @Override
    public Map<String, Object> settings() {
        EncoderModel model = used;
        return model == null ? Map.of() : model.settings();
    }
}
