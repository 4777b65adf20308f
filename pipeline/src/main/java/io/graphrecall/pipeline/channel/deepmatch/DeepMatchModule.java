package io.graphrecall.pipeline.channel.deepmatch;

import io.graphrecall.generation.Generation;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * Serves the deep match model: encodes users from their current sequences and new contents from their features. It comes
 * after the modules whose embeddings the model reads.
 */
public final class DeepMatchModule implements ServingModule {

    private static final String CACHE = "user-vectors";

    private final UserVectors users;

    public DeepMatchModule(ModuleContext context) {
        this(new UserVectors(context.memberCaches().apply(CACHE)));
    }

    DeepMatchModule(UserVectors users) {
        this.users = users;
    }

    @Override
    public List<RecallChannel> channels() {
        return List.of(new DeepMatchChannel(users));
    }

    @Override
    public @Nullable DeepMatchServing open(OpeningGeneration opening) {
        Generation generation = opening.generation();
        if (!generation.has(DeepMatch.MODEL)) {
            return null;
        }
        try (DeepMatch model = DeepMatch.read(new ByteArrayInputStream(generation.bytes(DeepMatch.MODEL)), 1)) {
            return new DeepMatchServing(model.elements(opening.tables()), model.userTower());
        }
    }

    @Override
    public void forget(UserId user) {
        users.forget(user);
    }
}
