package io.graphrecall.offline;

import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.schema.LockFile;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Builds a generation from the graph, stage by stage. A stage replaces what it wrote to the graph before, so a build can
 * be repeated; the same graph and seed give a generation with the same files. Thread-safe, but only one build runs on a
 * home at a time, and only one should run on a graph.
 */
public final class GenerationBuild {

    /** Lock of a home folder that one build holds at a time, because builds write the same models and checkpoints. */
    private static final String LOCK = "build.lock";

    private final GenerationStore store;
    private final Path home;
    private final UnderstandStage understand;
    private final ExtractStage extract;
    private final TrainStage train;
    private final TablesStage tables;
    private final PublishStage publish;

    /** Builds on this machine alone. */
    public GenerationBuild(GraphClient graph, GenerationStore store, Path home) {
        this(graph, store, home, LocalBlocks.PLAIN);
    }

    /**
     * Builds with work in blocks on other machines.
     *
     * @param home   folder of models, media and cache
     * @param runner runner of work in blocks; the generation does not depend on it
     */
    public GenerationBuild(GraphClient graph, GenerationStore store, Path home, BlockRunner runner) {
        Terms terms = new Terms();
        this.store = store;
        this.home = home;
        understand = new UnderstandStage(graph, terms, home, runner);
        extract = new ExtractStage(graph, Segmenter.with(terms::words, terms::term));
        train = new TrainStage(graph, home, runner);
        tables = new TablesStage(graph, store, runner);
        publish = new PublishStage(graph, store);
    }

    /**
     * Runs the selected stages without a trial; see {@link #run(BuildOptions, BlendTrial, Progress)}.
     */
    public Optional<GenerationManifest> run(BuildOptions options, Progress listener) {
        return run(options, null, listener);
    }

    /**
     * Runs the selected stages. To cancel, interrupt the thread: an incomplete generation is deleted, a complete one is not
     * published. The thread stays interrupted.
     *
     * @param trial fits the blend if the generation is built from new models, that is if {@code train} and {@code tables} are
     *              selected; null to learn from all events
     * @return manifest of the generation that was built or, without the stage {@code tables}, published; empty if neither
     *         stage was selected
     * @throws RecallException with code {@code CANCELLED} if the thread was interrupted, {@code CONFLICT} if another build
     *                         of the home is running, the graph has
     *                         no contents or the generation fails the publish gate, {@code NOT_FOUND} if there is no
     *                         generation to publish
     */
    public Optional<GenerationManifest> run(BuildOptions options, @Nullable BlendTrial trial, Progress listener) {
        Path lock = home.resolve(LOCK);
        try {
            Files.createDirectories(home);
            Optional<GenerationManifest> built = LockFile.tryHold(lock,
                    () -> CancellableProgress.run("the build", listener, progress -> stages(options, trial, progress)));
            if (built == null) {
                throw new RecallException(RecallException.Code.CONFLICT,
                        "another build of " + home + " is running: build again when it has ended");
            }
            return built;
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, lock + " cannot be written: " + e, e);
        }
    }

    private Optional<GenerationManifest> stages(BuildOptions options, @Nullable BlendTrial trial, Progress progress) {
        GenerationManifest built = null;
        if (options.understands()) {
            understand.run(options, progress);
        }
        if (options.runsAny(Stage.EXTRACT, Stage.TRAIN, Stage.TABLES)) {
            boolean tried = trial != null && options.stages().containsAll(List.of(Stage.TRAIN, Stage.TABLES));
            ExtractedGraph extracted = extract.run(options, tried, progress);
            if (options.runsAny(Stage.TRAIN, Stage.TABLES)) {
                TrainedSpaces trained = train.run(extracted, options, progress);
                if (options.runsAny(Stage.TABLES)) {
                    built = tables.run(extracted, trained, options, tried ? trial : null, progress);
                }
            }
        }
        if (options.runsAny(Stage.PUBLISH)) {
            built = built == null ? newest() : built;
            publish.run(built, progress);
        }
        return Optional.ofNullable(built);
    }

    private GenerationManifest newest() {
        List<GenerationManifest> manifests = store.list();
        if (manifests.isEmpty()) {
            throw new RecallException(RecallException.Code.NOT_FOUND,
                    "there is no generation: run the stage '" + Stage.TABLES.wireName() + "' first");
        }
        return manifests.getLast();
    }
}
