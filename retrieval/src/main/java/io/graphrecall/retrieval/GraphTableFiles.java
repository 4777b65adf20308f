package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reading and writing of {@link GraphTables} in a generation, with the names of their files. */
final class GraphTableFiles {

    private static final List<FeatureSpace> PHRASE_SPACES = List
            .of(FeatureSpace.TAG, FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE);

    private static final String TITLES = "contents.titles";
    private static final String TITLE_ENDS = "contents.title_ends";
    /** Parts that generations of earlier versions lack. */
    private static final String IMPRESSIONS = "contents.impressions";
    private static final String TAG_CLOSURE = "tag.closure";
    private static final String RELEVANCE = ".relevance";
    private static final String NAMES = ".names";

    private GraphTableFiles() {}

    static void write(GraphTables tables, GenerationWriter writer) {
        writer.index("contents", tables.contents());
        writer.index("items", tables.items());
        writer.index("queries", tables.queries());
        writer.index("authors", tables.authors());
        writer.longs("contents.published_at", tables.publishedAt());
        writer.longs("contents.expires_at", tables.expiresAt());
        writer.bytes("contents.hidden", tables.hidden());
        writer.ints("contents.author", tables.author());
        writer.bytes(TITLES, tables.titles().byteArray());
        writer.ints(TITLE_ENDS, tables.titles().endArray());
        writer.floats("contents.popularity", tables.popularity());
        writer.ints("contents.positives", tables.positives());
        writer.ints(IMPRESSIONS, tables.impressions());
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables features = tables.features(space);
            String name = space.wireName();
            writer.index(name, features.index());
            writer.floats(name + ".idf", features.idf());
            writer.floats(name + RELEVANCE, features.relevance());
            if (!features.names().equals(features.index())) {
                writer.index(name + NAMES, features.names());
            }
            writer.table(name + ".contents", features.contents());
            writer.table(name + ".items", features.items());
            writer.table(name + ".queries", features.queries());
            writer.table(name + ".postings", features.postings());
        }
        writer.table(TAG_CLOSURE, tables.tagClosure());
        writer.table("i2i", tables.i2i());
        writer.table("similar", tables.similar());
        writer.table("led_to", tables.ledTo());
        writer.index("phrases", tables.vocabulary().phrases());
        for (FeatureSpace space : PHRASE_SPACES) {
            CsrTable meanings = tables.vocabulary().meanings().get(space);
            if (meanings != null) {
                writer.table("phrases." + space.wireName(), meanings);
            }
        }
    }

    static GraphTables read(Generation generation) {
        Map<FeatureSpace, FeatureTables> features = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            String name = space.wireName();
            NodeIndex index = generation.index(name);
            features.put(
                    space,
                    new FeatureTables(
                            index,
                            generation.has(name + NAMES) ? generation.index(name + NAMES) : index,
                            generation.floats(name + ".idf"),
                            generation.has(name + RELEVANCE)
                                    ? generation.floats(name + RELEVANCE)
                                    : FeatureTables.uniform(index),
                            generation.table(name + ".contents"),
                            generation.mapped(name + ".items"),
                            generation.mapped(name + ".queries"),
                            generation.table(name + ".postings")));
        }
        NodeIndex contents = generation.index("contents");
        return new GraphTables(
                contents,
                generation.index("items"),
                generation.index("queries"),
                generation.index("authors"),
                generation.longs("contents.published_at"),
                generation.longs("contents.expires_at"),
                generation.bytes("contents.hidden"),
                generation.ints("contents.author"),
                titles(generation, contents.size()),
                generation.floats("contents.popularity"),
                generation.ints("contents.positives"),
                generation.has(IMPRESSIONS) ? generation.ints(IMPRESSIONS) : new int[contents.size()],
                features,
                generation.has(TAG_CLOSURE) ? generation.table(TAG_CLOSURE) : identity(generation.index("tag").size()),
                generation.mapped("i2i"),
                generation.mapped("similar"),
                generation.mapped("led_to"),
                vocabulary(generation));
    }

    private static TextColumn titles(Generation generation, int contents) {
        return generation.has(TITLES)
                ? TextColumn.of(generation.bytes(TITLES), generation.ints(TITLE_ENDS))
                : TextColumn.empty(contents);
    }

    private static CsrTable identity(int size) {
        CsrTable.Builder table = CsrTable.builder(size);
        for (int row = 0; row < size; row++) {
            table.add(row, 1);
            table.endRow();
        }
        return table.build();
    }

    private static QueryVocabulary vocabulary(Generation generation) {
        Map<FeatureSpace, CsrTable> meanings = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : PHRASE_SPACES) {
            String name = "phrases." + space.wireName();
            if (generation.has(name)) {
                meanings.put(space, generation.table(name).inMemory());
            }
        }
        return new QueryVocabulary(generation.index("phrases"), meanings);
    }
}
