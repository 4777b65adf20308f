package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;

import java.util.List;

/** Serves channel {@code query2v} and the words that contents got since the generation. */
public final class Query2vModule implements ServingModule {

    private final ModuleContext context;

    public Query2vModule(ModuleContext context) {
        this.context = context;
    }

    @Override
    public List<RecallChannel> channels() {
        return List.of(new Query2vChannel(context.boards()));
    }

    @Override
    public NewWords open(OpeningGeneration generation) {
        return new NewWords(generation.tables(), context.terms());
    }
}
