package io.graphrecall.service.snapshot;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.profile.InterestProfiler;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a request searches: the tables of one generation and the overlay beside them, as one range of content ordinals.
 * Immutable and thread-safe; a request keeps the one it began with.
 */
public final class ServingSnapshot {

    /** A publication time that nobody told. */
    public static final long UNKNOWN_TIME = Long.MIN_VALUE;

    private final ServingGeneration generation;
    private final LiveOverlay overlay;

    private ServingSnapshot(ServingGeneration generation, LiveOverlay overlay) {
        this.generation = generation;
        this.overlay = overlay;
    }

    /**
     * A generation with nothing changed since.
     *
     * @param models what was learned for it
     */
    public static ServingSnapshot of(
            GenerationManifest manifest,
            GraphTables tables,
            Collection<VectorSpace> spaces,
            MetaPaths paths,
            Segmenter segmenter,
            ProfileParameters profile,
            ServingModels models) {
        ServingGeneration generation = ServingGeneration.of(
                manifest, tables, spaces, paths, segmenter, profile, models);
        return new ServingSnapshot(
                generation,
                LiveOverlay.empty(tables.contents(),
                        new LiveFeatures(tables, generation.spaces(), segmenter, models, generation.graph())));
    }

    /** This snapshot with some more changes. */
    public ServingSnapshot with(Collection<ContentChange> changes) {
        return new ServingSnapshot(generation, overlay.with(changes));
    }

    public GenerationManifest manifest() {
        return generation.manifest();
    }

    /** The generation's tables; ordinals above their range are the overlay's. */
    public GraphTables tables() {
        return generation.tables();
    }

    /** The vector spaces of the generation, by name, in the order of their names. */
    public Map<String, ServingSpace> spaces() {
        return generation.spaces();
    }

    /** The meta-paths of the generation, in the order of their settings. */
    public List<ServingPath> paths() {
        return generation.paths();
    }

    /** What elements mean to the generation's deep match model, or null where it has none. */
    public @Nullable ElementVectors elements() {
        return generation.models().elements();
    }

    /** The vectors of the generation's meta-path GCN, or null where it has none. */
    public @Nullable ServingGraph graph() {
        return generation.graph();
    }

    public LiveOverlay overlay() {
        return overlay;
    }

    /** Computes interests with this generation's frequencies. */
    public InterestProfiler profiler() {
        return generation.profiler();
    }

    /** Reads searches with this generation's vocabulary. */
    public QueryReader queryReader() {
        return generation.queryReader();
    }

    /** The generation's contents, the most popular first. Not to be changed. */
    public int[] byPopularity() {
        return generation.byPopularity();
    }

    /** How popular a content is, {@code ln(1 + p) / ln(1 + highest p)}: 1 for the most popular, 0 for a newer one. */
    public float relativePopularity(int content) {
        float[] known = generation.relativePopularity();
        return content < known.length ? known[content] : 0;
    }

    /** The generation's contents whose publication time is known, the newest first. Not to be changed. */
    public int[] byPublication() {
        return generation.byPublication();
    }

    /** Whether times are real or only tell an order. */
    public DataSet.Timestamps timestamps() {
        return manifest().dataSet().timestamps();
    }

    /** One more than the highest content ordinal. */
    public int contentCount() {
        return tables().contents().size() + overlay.newContents();
    }

    /** The ordinal of a content, or -1 where it is not known. */
    public int contentOrdinal(String id) {
        int ordinal = tables().contents().ordinal(id);
        if (ordinal < 0) {
            LiveContent live = overlay.find(id);
            return live == null ? -1 : live.content();
        }
        return ordinal;
    }

    public String contentId(int content) {
        return content < tables().contents().size()
                ? tables().contents().key(content)
                : live(content).id();
    }

    /** {@link KeyHash} of the content's id. */
    public long contentHash(int content) {
        return content < generation.contentHashes().length
                ? generation.contentHashes()[content]
                : KeyHash.of(live(content).id());
    }

    /** Epoch milliseconds, or {@link #UNKNOWN_TIME}. */
    public long publishedAt(int content) {
        LiveContent live = overlay.find(content);
        return live == null ? tables().publishedAt()[content] : live.publishedAt();
    }

    /** Which contents may be answered at a time: active, published, not expired, not withdrawn. */
    public IntPredicate recallable(long now) {
        IntPredicate known = generation.recallable().at(now);
        if (overlay.contents().isEmpty()) {
            return known;
        }
        return content -> {
            LiveContent live = overlay.find(content);
            return live == null
                    ? known.test(content)
                    : live.recallable() && live.publishedAt() <= now && live.expiresAt() > now;
        };
    }

    /** Whether it is known, without asking one by one, that every content may be answered at a time. */
    public boolean allRecallable(long now) {
        return overlay.contents().isEmpty() && generation.recallable().all(now);
    }

    /** The id of a content's author, or null. */
    public @Nullable String author(int content) {
        LiveContent live = overlay.find(content);
        if (live != null) {
            return live.author();
        }
        int author = tables().author()[content];
        return author < 0 ? null : tables().authors().key(author);
    }

    /** Whether a content is by one of some authors, given by ordinals and, for contents newer than those, by ids. */
    public boolean hasAuthor(int content, IntHashSet ordinals, Set<String> ids) {
        LiveContent live = overlay.find(content);
        return live == null
                ? ordinals.contains(tables().author()[content])
                : live.author() != null && ids.contains(live.author());
    }

    /** The features of a content, as a view. */
    public NodeFeatures contentFeatures(int content) {
        LiveContent live = overlay.find(content);
        return live == null ? tables().contentFeatures(content) : live.features();
    }

    /** The features of a content, an item or a query, as a view; null where nothing is known of it. */
    public @Nullable NodeFeatures features(NodeLabel label, String key) {
        return switch (label) {
            case CONTENT -> {
                int content = contentOrdinal(key);
                yield content < 0 ? null : contentFeatures(content);
            }
            case ITEM -> {
                int item = tables().items().ordinal(key);
                yield item < 0 ? null : tables().itemFeatures(item);
            }
            case QUERY -> {
                int query = tables().queries().ordinal(key);
                yield query < 0 ? queryReader().read(key) : tables().queryFeatures(query);
            }
            default -> null;
        };
    }

    /** Whether a content has one of some features, given by ordinals and, for contents newer than those, by keys. */
    public boolean hasAnyFeature(FeatureSpace space, int content, IntHashSet ordinals, Set<String> keys) {
        LiveContent live = overlay.find(content);
        if (live != null) {
            return live.hasAny(space, keys);
        }
        CsrTable features = tables().features(space).contents();
        for (int i = features.start(content); i < features.end(content); i++) {
            if (ordinals.contains(features.column(i))) {
                return true;
            }
        }
        return false;
    }

    /** The categories of a name: of a level, or of levels joined by {@code /}; as ordinals. */
    public List<Integer> categories(String name) {
        return generation.categoriesByName().getOrDefault(name, List.of());
    }

    private LiveContent live(int content) {
        LiveContent live = overlay.find(content);
        if (live == null) {
            throw new IndexOutOfBoundsException("no content has the ordinal " + content);
        }
        return live;
    }
}
