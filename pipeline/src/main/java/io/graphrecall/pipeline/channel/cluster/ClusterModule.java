package io.graphrecall.pipeline.channel.cluster;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.schema.ModelSpaces;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Serves the clusters of one embedding space. That is the first preferred one that tells behaviour apart: contents and their
 * neighbours by behaviour agree on its clusters. Texts may not, for example titles of songs. Otherwise it is the personalised
 * space, if a generation has it.
 */
public final class ClusterModule implements ServingModule {

    private static final List<String> PREFERRED_SPACES = List.of("multimodal", "visual", "text");
    /** Minimum {@link Clusters#agreement}. Clusters by chance stay below it, also with few hundred contents. */
    private static final double MIN_AGREEMENT = 0.02;

    private final ScoreBoards boards;

    public ClusterModule(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public List<RecallChannel> channels() {
        return List.of(new ClusterChannel(boards));
    }

    @Override
    public @Nullable ServingClusters open(OpeningGeneration generation) {
        return space(generation.spaces(), generation.tables().i2i())
                .map(space -> ServingClusters.of(space, generation.tables())).orElse(null);
    }

    /** @param i2i neighbours by behaviour */
    static Optional<ServingSpace> space(Map<String, ServingSpace> spaces, SparseTable i2i) {
        List<ServingSpace> preferred = PREFERRED_SPACES.stream().map(spaces::get).filter(Objects::nonNull).toList();
        return Stream.of(
                preferred.stream().filter(space -> space.clusters().agreement(i2i) >= MIN_AGREEMENT),
                Stream.ofNullable(spaces.get(ModelSpaces.PERSONALISED)), preferred.stream(), spaces.values().stream())
                .flatMap(candidates -> candidates).findFirst();
    }
}
