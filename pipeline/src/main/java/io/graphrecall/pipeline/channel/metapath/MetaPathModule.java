package io.graphrecall.pipeline.channel.metapath;

import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;

import java.util.List;

/** Serves the meta-paths of a generation. */
public final class MetaPathModule implements ServingModule {

    private final ScoreBoards boards;

    public MetaPathModule(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public List<RecallChannel> channels() {
        return List.of(new MetaPathChannel(boards));
    }

    @Override
    public ServingPaths open(OpeningGeneration generation) {
        return ServingPaths.of(MetaPaths.read(generation.generation()));
    }
}
