package io.graphrecall.service.channel.metapath;

import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.channel.ServingModule;
import io.graphrecall.service.snapshot.OpeningGeneration;

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
