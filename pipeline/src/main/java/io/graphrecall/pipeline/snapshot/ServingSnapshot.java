package io.graphrecall.pipeline.snapshot;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.blend.RankedContents;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.overlay.OpenedModules;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.retrieval.NumericRanges;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.profile.InterestProfiler;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The data that a request searches: one generation and its live overlay, as one range of content ordinals. A request
 * uses the same snapshot from start to end. Immutable; thread-safe.
 */
public final class ServingSnapshot implements RankedContents {

    private final ServingGeneration generation;
    private final LiveOverlay overlay;
    private final int undescribed;

    private ServingSnapshot(ServingGeneration generation, LiveOverlay overlay) {
        this.generation = generation;
        this.overlay = overlay;
        undescribed = generation.undescribed() == 0
                ? 0
                : generation.undescribed() - (int) overlay.contents().stream().mapToInt(LiveContent::ordinal)
                        .filter(content -> content < tables().contents().size() && tables().isUndescribed(content))
                        .count();
    }

    /**
     * Returns a snapshot without changes since the generation.
     *
     * @param spaces  by name, in the order of their names
     * @param modules opened from the generation
     */
    public static ServingSnapshot of(
            GenerationManifest manifest,
            GraphTables tables,
            Map<String, ServingSpace> spaces,
            OpenedModules modules,
            Segmenter segmenter,
            ProfileParameters profile) {
        ServingGeneration generation = ServingGeneration.of(manifest, tables, spaces, modules, segmenter, profile);
        return new ServingSnapshot(
                generation, LiveOverlay.empty(tables, segmenter, generation.queryReader(), spaces, modules));
    }

    /** Returns this snapshot after some more changes. */
    public ServingSnapshot with(Collection<ContentChange> changes) {
        return new ServingSnapshot(generation, overlay.with(changes));
    }

    public GenerationManifest manifest() {
        return generation.manifest();
    }

    /** The generation's tables. Ordinals above their range belong to the overlay. */
    public GraphTables tables() {
        return generation.tables();
    }

    /** The embedding spaces of the generation, by name in the order of their names. */
    public Map<String, ServingSpace> spaces() {
        return generation.spaces();
    }

    /** Returns the opened module of a class, or null if the generation has no data for it. */
    public <T extends OpenedModule> @Nullable T module(Class<T> type) {
        return generation.modules().find(type);
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
    @Override
    public int[] byPopularity() {
        return generation.byPopularity();
    }

    /** Returns {@code ln(1 + p) / ln(1 + highest p)}: 1 for the most popular content, 0 for a new one. */
    @Override
    public float relativePopularity(int content) {
        float[] known = generation.relativePopularity();
        return content < known.length ? known[content] : 0;
    }

    /** The generation's contents with a known publication time, the newest first. Not to be changed. */
    public int[] byPublication() {
        return generation.byPublication();
    }

    /** The meaning of the data set's times. */
    @Override
    public DataSet.Timestamps timestamps() {
        return manifest().dataSet().timestamps();
    }

    /** One more than the highest content ordinal. */
    public int contentCount() {
        return tables().contents().size() + overlay.newContents().size();
    }

    /**
     * Returns the ordinal of a content.
     *
     * @throws RecallException NOT_FOUND if it is not known
     */
    public int requireContent(ContentId content) {
        int ordinal = contentOrdinal(content.key());
        if (ordinal < 0) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown content '" + content.key() + "'");
        }
        return ordinal;
    }

    /** Returns the ordinal of a content, or -1 if it is not known. */
    public int contentOrdinal(String id) {
        int ordinal = tables().contents().ordinal(id);
        if (ordinal < 0) {
            LiveContent live = overlay.find(id);
            return live == null ? -1 : live.ordinal();
        }
        return ordinal;
    }

    public String contentId(int content) {
        return content < tables().contents().size()
                ? tables().contents().key(content)
                : live(content).id();
    }

    /** Returns the {@link KeyHash} of the content's id. */
    @Override
    public long contentHash(int content) {
        return content < generation.contentHashes().length
                ? generation.contentHashes()[content]
                : KeyHash.of(live(content).id());
    }

    /** Returns epoch milliseconds, or {@link #UNKNOWN_TIME}. */
    @Override
    public long publishedAt(int content) {
        LiveContent live = overlay.find(content);
        return live == null ? tables().publishedAt()[content] : live.publishedAt();
    }

    /**
     * Returns the contents that are eligible at a time: active, published, not expired, not withdrawn.
     *
     * @param now epoch milliseconds
     */
    public IntPredicate eligible(long now) {
        IntPredicate known = generation.eligible().at(now);
        if (overlay.contents().isEmpty()) {
            return known;
        }
        return content -> {
            LiveContent live = overlay.find(content);
            return live == null
                    ? known.test(content)
                    : live.active() && live.publishedAt() <= now && live.expiresAt() > now;
        };
    }

    /** Returns true if every content is eligible at a time and that is known without a scan. */
    public boolean allEligible(long now) {
        return overlay.contents().isEmpty() && generation.eligible().all(now);
    }

    /** Number of contents that are not eligible because only events mention them. */
    public int undescribed() {
        return undescribed;
    }

    /** Returns the id of a content's author, or null. */
    public @Nullable String author(int content) {
        LiveContent live = overlay.find(content);
        if (live != null) {
            return live.author();
        }
        int author = tables().author()[content];
        return author < 0 ? null : tables().authors().key(author);
    }

    /** Returns the title of a content, or null. */
    public @Nullable String title(int content) {
        LiveContent live = overlay.find(content);
        return live == null ? tables().titles().text(content) : live.title();
    }

    /** Returns the keys of a content's features of a space, in descending order of weight and then by key. */
    public List<String> featureKeys(FeatureSpace space, int content) {
        LiveContent live = overlay.find(content);
        if (live != null) {
            return live.keys(space).stream().sorted().toList();
        }
        NodeIndex index = tables().features(space).index();
        SparseTable rows = tables().features(space).contents();
        return IntStream.range(rows.start(content), rows.end(content)).boxed()
                .sorted(Comparator.comparingDouble((Integer entry) -> -rows.weight(entry))
                        .thenComparing(entry -> index.key(rows.column(entry))))
                .map(entry -> index.key(rows.column(entry))).distinct().toList();
    }

    /** Returns the categories of a content that are no level above another of them. */
    public List<CategoryPath> deepestCategories(int content) {
        List<CategoryPath> all = featureKeys(FeatureSpace.CATEGORY, content).stream().map(CategoryPath::ofKey).toList();
        Set<CategoryPath> above = all.stream().flatMap(category -> category.levels().stream().limit(
                category.path().size() - 1L)).collect(Collectors.toSet());
        return all.stream().filter(category -> !above.contains(category)).toList();
    }

    /**
     * Returns the attributes of a content, in the order of {@link #featureKeys}. Leaves out the ranges that the build adds to
     * the numbers of a property; a catalogue may have ranges alone.
     */
    public List<AttributeValue> attributes(int content) {
        List<AttributeValue> attributes = featureKeys(FeatureSpace.ATTRIBUTE, content).stream()
                .map(AttributeValue::ofKey).toList();
        Set<String> numeric = attributes.stream()
                .filter(attribute -> NumericRanges.number(attribute.value()).isPresent())
                .map(AttributeValue::property).collect(Collectors.toSet());
        return attributes.stream().filter(attribute -> !numeric.contains(attribute.property())
                || !NumericRanges.isRange(attribute.value())).toList();
    }

    /** Returns true if a content is by one of some authors, given as ordinals and, for the overlay, as ids. */
    public boolean hasAuthor(int content, IntHashSet ordinals, Set<String> ids) {
        LiveContent live = overlay.find(content);
        return live == null
                ? ordinals.contains(tables().author()[content])
                : live.author() != null && ids.contains(live.author());
    }

    /** Returns a view of the features of a content. */
    public NodeFeatures contentFeatures(int content) {
        LiveContent live = overlay.find(content);
        return live == null ? tables().contentFeatures(content) : live.features();
    }

    /** Returns a view of the features of a content, item or query, or null if it is not known. */
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

    /** Returns true if a content has one of some features, given as ordinals and, for new ones of the overlay, by key. */
    public boolean hasAnyFeature(FeatureSpace space, int content, IntHashSet ordinals, Predicate<String> keys) {
        LiveContent live = overlay.find(content);
        if (live != null) {
            return live.hasAny(space, ordinals, keys);
        }
        SparseTable features = tables().features(space).contents();
        for (int i = features.start(content); i < features.end(content); i++) {
            if (ordinals.contains(features.column(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the ordinals of categories by the name of a level, or by levels joined with {@code /}. */
    public List<Integer> categories(String name) {
        return generation.categoriesByName().getOrDefault(name, List.of());
    }

    /** Returns true if a content has an attribute of this name. */
    public boolean hasAttribute(String name) {
        return generation.attributeNames().contains(name) || overlay.values().attributes().contains(name);
    }

    /** Returns the names of the contents' attributes. */
    public SortedSet<String> attributeNames() {
        SortedSet<String> names = new TreeSet<>(generation.attributeNames());
        names.addAll(overlay.values().attributes());
        return names;
    }

    /** Returns a content's vector as the space compares it, or null if it has none. Not to be changed. */
    public float @Nullable [] vector(ServingSpace space, int content) {
        LiveVector live = overlay.vector(space.name(), content);
        return live == null ? space.vector(content) : live.values();
    }

    /**
     * Returns the contents nearest to a vector in a space, the nearest first. Scans the vectors of the overlay.
     *
     * @param vector with the dimension of the space
     * @param seed   orders contents with equal scores
     * @param accept the contents that may be returned
     * @return empty if the metric of the space cannot compare the vector
     */
    public SparseVector nearest(ServingSpace space, float[] vector, int seed, int topK, IntPredicate accept) {
        float[] prepared = space.prepared(vector);
        if (prepared == null) {
            return SparseVector.EMPTY;
        }
        SparseVector known = space.index().search(prepared, topK, accept);
        TopEntries top = new TopEntries(topK, seed);
        top.begin(seed);
        for (int i = 0; i < known.size(); i++) {
            top.offer(known.ordinals()[i], known.weights()[i]);
        }
        overlay.vectors(space.name()).forEach((candidate, live) -> {
            if (accept.test(candidate)) {
                top.offer(candidate, live.score(prepared));
            }
        });
        return top.endRow();
    }

    private LiveContent live(int content) {
        LiveContent live = overlay.find(content);
        if (live == null) {
            throw new IndexOutOfBoundsException("no content has the ordinal " + content);
        }
        return live;
    }
}
