package io.graphrecall.service.snapshot;

import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives new contents their vectors in the spaces of what they say, show and sound like. Media that cannot be used are
 * told in the log; the content is encoded from the rest. Thread-safe.
 */
public final class MediaVectors implements LiveEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(MediaVectors.class);

    /** Of more contents with media at a time the rest waits for the next build: a long video takes half a second. */
    private static final int MOST_WITH_MEDIA = 20;

    /** Likewise of contents of any kind. */
    private static final int MOST = 200;

    /** The generation that serves, one that is made ready, and one more, should making that one ready fail. */
    private static final int KEPT = 3;

    private final Terms terms;
    private final Path folder;
    private final Map<GenerationId, Loaded> loaded = new LinkedHashMap<>();

    /** @param folder has the media of contents that came by themselves, with no folder round them */
    public MediaVectors(Terms terms, Path folder) {
        this.terms = terms;
        this.folder = folder;
    }

    /** The encoder of a generation, and what reads contents for it. */
    private record Loaded(MultimodalEncoder encoder, SampleReader reader) {

        void close() {
            reader.close();
            encoder.close();
        }
    }

    @Override
    public synchronized void prepare(Generation generation) {
        GenerationId id = generation.manifest().id();
        if (!generation.has(MultimodalEncoder.ARRAY) || loaded.containsKey(id)) {
            return;
        }
        MultimodalEncoder encoder = MultimodalEncoder.read(
                new ByteArrayInputStream(generation.bytes(MultimodalEncoder.ARRAY)), 1);
        loaded.put(id, new Loaded(
                encoder, new SampleReader(encoder.metadata().parameters().model(), terms, folder)));
        encoder.encode(List.of(new ContentSample(List.of("warm"), List.of(), List.of())));
        Iterator<Loaded> oldest = loaded.values().iterator();
        while (loaded.size() > KEPT) {
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public synchronized List<ContentChange> encoded(GenerationManifest manifest, List<ContentChange> changes) {
        Loaded model = loaded.get(manifest.id());
        try {
            return model == null ? changes : encoded(model, changes);
        } catch (RecallException e) {
            LOG.warn("new contents wait for the next build to be seen: {}", e.getMessage());
            return changes;
        }
    }

    private static List<ContentChange> encoded(Loaded model, List<ContentChange> changes) {
        List<Integer> places = new ArrayList<>();
        List<ContentSample> samples = new ArrayList<>();
        int withMedia = 0;
        for (int i = 0; i < changes.size() && samples.size() < MOST; i++) {
            Content content = changes.get(i).content();
            if (content == null) {
                continue;
            }
            boolean media = !content.description().media().equals(Description.Media.NONE);
            if (media && ++withMedia > MOST_WITH_MEDIA) {
                continue;
            }
            SampleReader.Reading reading = model.reader().read(content);
            reading.problems().forEach(problem -> LOG.warn("content {}: {}", content.id().key(), problem));
            places.add(i);
            samples.add(reading.sample());
        }
        List<EncodedContent> vectors = model.encoder().encode(samples);
        List<ContentChange> all = new ArrayList<>(changes);
        for (int i = 0; i < vectors.size(); i++) {
            int place = places.get(i);
            all.set(place, changes.get(place).withVectors(vectors(vectors.get(i))));
        }
        return all;
    }

    private static Map<String, float[]> vectors(EncodedContent content) {
        Map<String, float[]> vectors = new HashMap<>();
        put(vectors, MultimodalEncoder.MULTIMODAL, content.multimodal());
        put(vectors, MultimodalEncoder.VISUAL, content.visual());
        return vectors;
    }

    private static void put(Map<String, float[]> vectors, String space, float @Nullable [] vector) {
        if (vector != null) {
            vectors.put(space, vector);
        }
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(Loaded::close);
        loaded.clear();
    }
}
