package io.graphrecall.service.live;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.OnnxTextEncoder;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.schema.Content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives contents that are newer than a generation their vector in its space of texts, by the encoder that the space was
 * made with. Thread-safe.
 */
public final class TextVectors implements AutoCloseable {

    /** Of more changes at a time, as after a load, the rest waits for the next build; so many take about a second. */
    private static final int MOST = 200;

    private final Path cache;
    private final Map<EncoderModel, TextEncoder> encoders = new EnumMap<>(EncoderModel.class);

    /** @param cache the folder in which the vectors of texts are kept; builds use the same */
    public TextVectors(Path cache) {
        this.cache = cache;
    }

    /** Loads what a generation needs, so that the first content does not wait for it. */
    void prepare(GenerationManifest manifest) {
        EncoderModel.ofSettings(manifest.settings()).ifPresent(this::encoder);
    }

    /** The changes, with vectors for those contents that have a text and bring no vector for it themselves. */
    List<ContentChange> added(GenerationManifest manifest, List<ContentChange> changes) {
        Optional<EncoderModel> model = EncoderModel.ofSettings(manifest.settings());
        List<Integer> places = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < changes.size() && contents.size() < MOST; i++) {
            Content content = changes.get(i).content();
            if (content != null && !content.description().vectors().containsKey(EncoderModel.SPACE)) {
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
            Content content = contents.get(i);
            Map<String, float[]> with = new HashMap<>(content.description().vectors());
            with.put(EncoderModel.SPACE, vectors[i]);
            ContentChange change = changes.get(places.get(i));
            all.set(places.get(i), new ContentChange(
                    change.id(), new Content(content.id(), content.description().withVectors(with)), change.seq()));
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
