package io.graphrecall.service.http;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.RecallServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Two paths, forest and shore; whoever is on one goes on along it, round and round. */
public final class TwoPaths {

    private static final int STEPS = 6;

    /** The most popular content. */
    public static final String POPULAR = "shore0";

    private final SmallWorld world = new SmallWorld();

    public TwoPaths() {
        for (int step = 0; step < STEPS; step++) {
            world.category("forest" + step, "forest").category("shore" + step, "shore");
        }
        world.popular(POPULAR, 2).popular("forest5", 1);
    }

    public GraphTables tables() {
        return world.snapshot().tables();
    }

    /** A generation with a model of these paths, made the current one of a home. */
    public <M extends BehaviourModel> GenerationId publish(
            Path home, String space, String array, ModelTraining<TrainingData, M> training) {
        GraphTables tables = tables();
        try (M model = training.train(new TrainingData(behaviour(tables), true, tables, null, null), null,
                Progress.NONE)) {
            Path file = home.resolve("model.npz");
            model.write(file);
            VectorSpace vectors = VectorSpace.compute(
                    space, model.contents(tables, null), List.of(), tables.contents().size(), SpaceParameters.DEFAULT,
                    1, LocalBlocks.PLAIN,
                    Progress.NONE);
            GenerationStore store = new GenerationStore(home.resolve(RecallServer.GENERATIONS));
            GenerationId id = world.write(store, 0, writer -> {
                vectors.write(writer);
                copy(file, array, writer);
            });
            store.activate(id);
            return id;
        }
    }

    private static void copy(Path file, String array, GenerationWriter writer) {
        try {
            writer.bytes(array, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Behaviour behaviour(GraphTables tables) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < 4 * STEPS; user++) {
            behaviour.user("walker" + user);
            for (int step = 0; step < 4; step++) {
                String path = user % 2 == 0 ? "forest" : "shore";
                int content = tables.contents().ordinal(path + (user / 2 + step) % STEPS);
                behaviour.event(Action.CLICK, content, step, -1, -1, -1);
            }
        }
        return behaviour.build();
    }

    /** A content of a path that is not in the generation. */
    public static Content content(String id, String path) {
        return new Content(new ContentId(id), new Description(
                null, null, List.of(path), Map.of(), List.of(), null, Instant.ofEpochMilli(SmallWorld.NOW), null,
                Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of()));
    }
}
