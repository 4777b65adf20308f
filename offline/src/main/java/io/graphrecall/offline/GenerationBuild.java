package io.graphrecall.offline;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.extract.GraphExtraction;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a generation from the graph, stage by stage. What a stage writes to the graph replaces what it wrote before, so
 * a build can be repeated; the same graph gives a generation with the same files. Thread-safe, but two builds on one
 * graph at a time make no sense.
 */
public final class GenerationBuild {

    private static final Set<Stage> READ_GRAPH = Set.of(Stage.UNDERSTAND, Stage.EXTRACT, Stage.TRAIN, Stage.TABLES);

    private final GraphClient graph;
    private final GenerationStore store;
    private final Segmenter segmenter;
    private final @Nullable TextStage texts;
    private final List<VectorSource> sources;

    /** A build that takes texts as terms, with no vectors but those that contents bring themselves. */
    public GenerationBuild(GraphClient graph, GenerationStore store, Segmenter segmenter) {
        this(graph, store, segmenter, null, List.of());
    }

    /**
     * @param segmenter cuts texts into terms; the service must use the same
     * @param texts     understands texts and supplies the space of their vectors; null where texts are terms only
     * @param more      learn, and supply vectors beside those that contents bring themselves. Where two know a space of
     *                  the same name the earlier goes before, and contents' own vectors before all
     */
    public GenerationBuild(GraphClient graph, GenerationStore store, Segmenter segmenter, @Nullable TextStage texts,
            List<VectorSource> more) {
        this.graph = graph;
        this.store = store;
        this.segmenter = segmenter;
        this.texts = texts;
        sources = new ArrayList<>(List.of(new GivenVectors(graph)));
        if (texts != null) {
            sources.add(texts);
        }
        sources.addAll(more);
    }

    /**
     * Runs the chosen stages. Interrupting the thread cancels: what was not published stays unpublished, and an
     * unfinished generation is removed. The thread stays interrupted.
     *
     * @return the manifest of the generation that was made, or published; without these stages, of the newest one
     * @throws RecallException with {@code CANCELLED} where the thread was interrupted, with {@code CONFLICT} where the
     *                         graph has no contents, or the gate keeps the generation from serving, with {@code NOT_FOUND} where
     *                         there is none
     */
    public GenerationManifest run(BuildOptions options, Progress listener) {
        try {
            return stages(options, new CancellableProgress(listener));
        } catch (RuntimeException e) {
            boolean cancelled = e instanceof RecallException known && known.code() == RecallException.Code.CANCELLED;
            if (!cancelled && !Thread.currentThread().isInterrupted()) {
                throw e;
            }
            Thread.currentThread().interrupt(); // closing a session may have used it up
            throw cancelled ? e : new RecallException(RecallException.Code.CANCELLED, "the build was cancelled", e);
        }
    }

    private GenerationManifest stages(BuildOptions options, Progress progress) {
        Set<Stage> stages = options.stages();
        Optional<GenerationManifest> made = Optional.empty();
        if (stages.contains(Stage.UNDERSTAND) && texts != null) {
            texts.understand(options.seed(), progress);
        }
        if (stages.stream().anyMatch(READ_GRAPH::contains)) {
            HeteroGraph read = new GraphExtraction(graph, segmenter).read(options.asOf(), progress);
            requireContents(read);
            QueryClickThrough outcomes = QueryClickThrough.of(
                    read.behaviour(), options.tables().search(), read.state().dataSet().timestamps());
            derive(stages, read, outcomes, progress);
            if (stages.contains(Stage.TRAIN) || stages.contains(Stage.TABLES)) {
                GraphTables tables = new TableBuild(options.tables(), segmenter)
                        .compute(read, outcomes, options.seed(), progress);
                Map<String, EmbeddingTable> vectors = vectors(options, read, tables, progress);
                if (stages.contains(Stage.TABLES)) {
                    made = Optional.of(write(options, read, outcomes, tables, vectors, progress));
                }
            }
        }
        GenerationManifest newest = made.orElseGet(this::newest);
        if (stages.contains(Stage.PUBLISH)) {
            publish(newest, progress);
        }
        return newest;
    }

    private static void requireContents(HeteroGraph read) {
        if (read.nodes(NodeLabel.CONTENT).size() == 0) {
            throw new RecallException(RecallException.Code.CONFLICT, "the graph has no contents: load some first");
        }
    }

    private void derive(Set<Stage> stages, HeteroGraph read, QueryClickThrough outcomes, Progress progress) {
        DerivedRelationships derived = new DerivedRelationships(graph);
        if (stages.contains(Stage.UNDERSTAND)) {
            derived.replaceQueryTags(read, segmenter, progress);
        }
        if (stages.contains(Stage.EXTRACT)) {
            derived.replaceLedTo(read, outcomes, progress);
        }
    }

    /** Lets one source after another learn, where that is asked for, and supply its vectors; by space. */
    private Map<String, EmbeddingTable> vectors(
            BuildOptions options, HeteroGraph read, GraphTables tables, Progress progress) {
        Map<String, EmbeddingTable> vectors = new TreeMap<>();
        for (VectorSource source : sources) {
            VectorInput input = new VectorInput(read, options.tables(), tables, vectors);
            if (options.stages().contains(Stage.TRAIN)) {
                source.train(input, options.seed(), progress);
            }
            source.vectors(input, progress).forEach(vectors::putIfAbsent);
        }
        return vectors;
    }

    private GenerationManifest write(
            BuildOptions options, HeteroGraph read, QueryClickThrough outcomes, GraphTables tables,
            Map<String, EmbeddingTable> vectors, Progress progress) {
        MetaPaths paths = MetaPaths.compute(
                new PathGraph(read, outcomes), options.tables().metaPaths(), options.seed(), progress);
        List<VectorSpace> spaces = spaces(options, vectors, tables.contents().size(), progress);
        new DerivedClusters(graph).replace(tables.contents(), spaces, progress);
        progress.begin("writing the generation", -1);
        HeteroGraph.State state = read.state();
        Map<String, Object> settings = new TreeMap<>(BuildSettings.of(options.tables()));
        sources.forEach(source -> settings.putAll(source.settings()));
        GenerationWriter writer = store.begin(
                new GenerationHeader(Instant.ofEpochMilli(state.asOf()), state.seq(), options.seed(), state.dataSet(),
                        settings));
        try {
            tables.write(writer);
            paths.write(writer);
            spaces.forEach(space -> space.write(writer, options.tables().spaces(), options.seed()));
            sources.forEach(source -> source.write(writer));
            TableMetrics.of(read, tables).forEach(writer::metric);
            progress.advance(1);
            GenerationManifest manifest = writer.commit();
            progress.end("generation %s, %,d bytes".formatted(manifest.id(), manifest.bytes()));
            return manifest;
        } finally {
            closeUndisturbed(writer);
        }
    }

    /** All spaces, by name. */
    private static List<VectorSpace> spaces(
            BuildOptions options, Map<String, EmbeddingTable> vectors, int contents, Progress progress) {
        List<VectorSpace> spaces = new ArrayList<>();
        vectors.forEach((name, table) -> spaces.add(VectorSpace.compute(
                name, table, contents, options.tables().spaces(), options.seed(), progress)));
        return spaces;
    }

    /** Closes with the interrupt put aside: it would keep the unfinished folder from being removed. */
    private static void closeUndisturbed(GenerationWriter writer) {
        boolean interrupted = Thread.interrupted();
        try {
            writer.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void publish(GenerationManifest manifest, Progress progress) {
        progress.begin("publishing " + manifest.id(), -1);
        List<String> complaints = PublishGate.complaints(manifest, serving(manifest));
        if (!complaints.isEmpty()) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "generation " + manifest.id() + " is not fit to serve: " + String.join("; ", complaints)
                            + ". To let it serve all the same, activate it by its name");
        }
        progress.advance(1);
        GenerationId id = manifest.id();
        store.activate(id);
        store.prune(GenerationStore.DEFAULT_RETENTION);
        progress.end("generation " + id + " serves");
    }

    /** The generation that serves now, where it can be read and is another one. */
    private Optional<GenerationManifest> serving(GenerationManifest next) {
        Optional<GenerationId> current = store.current();
        return store.list().stream().filter(other -> current.equals(Optional.of(other.id())) && !other.equals(next))
                .findFirst();
    }

    private GenerationManifest newest() {
        List<GenerationManifest> manifests = store.list();
        if (manifests.isEmpty()) {
            throw new RecallException(RecallException.Code.NOT_FOUND,
                    "there is no generation yet; build one with the stage " + Stage.TABLES.wireName());
        }
        return manifests.getLast();
    }
}
