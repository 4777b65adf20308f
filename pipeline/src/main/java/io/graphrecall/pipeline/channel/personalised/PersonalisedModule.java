package io.graphrecall.pipeline.channel.personalised;

import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedVectors;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * Serves the personalised content representation: nearest neighbours of the triggers in its space, and embeddings of new
 * contents from their features. It comes after the modules whose embeddings the model reads.
 */
public final class PersonalisedModule implements ServingModule {

    private final RecallChannel channel;

    public PersonalisedModule(ModuleContext context) {
        channel = new VectorChannel(Personalised.SPACE, Personalised.SPACE, context.boards());
    }

    @Override
    public List<RecallChannel> channels() {
        return List.of(channel);
    }

    @Override
    public @Nullable OpenedModule open(OpeningGeneration generation) {
        if (!generation.generation().has(Personalised.MODEL)) {
            return null;
        }
        ByteArrayInputStream model = new ByteArrayInputStream(generation.generation().bytes(Personalised.MODEL));
        return new Encoder(Personalised.read(model).vectors(generation.tables()));
    }

    private record Encoder(PersonalisedVectors vectors) implements OpenedModule {

        @Override
        public void encode(List<NewContent> contents) {
            contents.forEach(content -> content.putIfAbsent(
                    Personalised.SPACE, vectors.vector(content.features(), content.vector(vectors.space()))));
        }
    }
}
