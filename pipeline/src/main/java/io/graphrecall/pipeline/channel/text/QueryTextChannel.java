package io.graphrecall.pipeline.channel.text;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.QueryExamples;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.vector.VectorSearch;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Contents that mean the same as the user's newest search, with or without a common word: {@code score(c) = cos(text(q),
 * text(c))}, at least {@link io.graphrecall.content.encode.NoiseLevel}. Cost: a forward pass of the text encoder for a new query, which takes milliseconds, and a search of the text
 * space.
 */
final class QueryTextChannel implements RecallChannel {

    @Override
    public String id() {
        return "query2v_text";
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        TextModule.Encoder encoder = snapshot.module(TextModule.Encoder.class);
        if (encoder == null || !snapshot.spaces().containsKey(EncoderModel.SPACE)) {
            return "the generation has no text space of a text encoder";
        }
        return encoder.canEncode()
                ? null
                : "the text encoder could not be loaded; a request tries again after a minute";
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        return query.missingSearches();
    }

    @Override
    public boolean matches(boolean hasQuery, QueryExamples examples) {
        return hasQuery;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        TextModule.Encoder encoder = query.snapshot().module(TextModule.Encoder.class);
        ServingSpace space = query.snapshot().spaces().get(EncoderModel.SPACE);
        if (encoder == null || space == null || query.searches().isEmpty()) {
            return ChannelResult.NOTHING;
        }
        QueryIntent search = query.searches().getFirst();
        float[] vector = encoder.vector(search.text(), query.deadline());
        if (vector == null) {
            return ChannelResult.NOTHING;
        }
        Reason reason = new Reason(Reason.Kind.QUERY, search.text());
        float minimum = Math.max(
                Float.MIN_VALUE, (float) EncoderModel.noise(query.snapshot().manifest().settings()));
        return VectorSearch.search(vector, query, space, minimum, contents -> {
            Reason[] reasons = new Reason[contents.length];
            Arrays.fill(reasons, reason);
            return reasons;
        });
    }

    @Override
    public boolean immediate() {
        return false;
    }
}
