package io.graphrecall.service.snapshot;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.OnnxTextEncoder;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.schema.Content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives new contents their vector in the space of texts. Thread-safe. */
public final class TextVectors implements LiveEncoder {

    /** Of more changes at a time, as after a load, the rest waits for the next build; so many take about a second. */
    private static final int MOST = 200;

    private final Path cache;
    private final Map<EncoderModel, TextEncoder> encoders = new EnumMap<>(EncoderModel.class);

    /** @param cache the folder in which the vectors of texts are kept; builds use the same */
    public TextVectors(Path cache) {
        this.cache = cache;
    }

    @Override
    public void prepare(Generation generation) {
        EncoderModel.ofSettings(generation.manifest().settings()).ifPresent(this::encoder);
    }

    @Override
    public List<ContentChange> encoded(GenerationManifest manifest, List<ContentChange> changes) {
        Optional<EncoderModel> model = EncoderModel.ofSettings(manifest.settings());
        List<Integer> places = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < changes.size() && contents.size() < MOST; i++) {
            Content content = changes.get(i).content();
            if (content != null && !changes.get(i).has(EncoderModel.SPACE)) {
                places.add(i);
                contents.add(content);
            }
        }
        if (model.isEmpty() || contents.isEmpty()) {
            return changes;
        }
        float[][] vectors = encoder(model.get()).encode(ContentUnderstanding.texts(contents));
        List<ContentChange> all = new ArrayList<>(changes);
        for (int i = 0; i < vectors.length; i++) {
            int place = places.get(i);
            all.set(place, changes.get(place).withVectors(Map.of(EncoderModel.SPACE, vectors[i])));
        }
        return all;
    }

    private synchronized TextEncoder encoder(EncoderModel model) {
        return encoders.computeIfAbsent(model, this::open);
    }

    /** A text that is kept already would not load the model, so the first one does not go through the cache. */
    private TextEncoder open(EncoderModel model) {
        OnnxTextEncoder encoder = new OnnxTextEncoder(model, 1);
        encoder.encode(List.of("warm"));
        return new CachedTextEncoder(encoder, cache);
    }

    @Override
    public synchronized void close() {
        encoders.values().forEach(TextEncoder::close);
        encoders.clear();
    }
}
