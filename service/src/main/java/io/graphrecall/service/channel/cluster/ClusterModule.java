package io.graphrecall.service.channel.cluster;

import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.channel.ServingModule;
import io.graphrecall.service.snapshot.OpeningGeneration;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Serves the clusters of one embedding space: the first preferred one that a generation has, else its first one. */
public final class ClusterModule implements ServingModule {

    private static final List<String> PREFERRED_SPACES = List.of("multimodal", "visual", "text");

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
        return Stream.concat(PREFERRED_SPACES.stream(), generation.spaces().keySet().stream())
                .map(generation.spaces()::get).filter(Objects::nonNull).findFirst()
                .map(space -> ServingClusters.of(space, generation.tables())).orElse(null);
    }
}
