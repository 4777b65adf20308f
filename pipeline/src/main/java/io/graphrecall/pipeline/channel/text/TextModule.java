package io.graphrecall.pipeline.channel.text;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.OnnxTextEncoder;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Serves the text space: its channels, and the text embeddings of new contents and of searches. */
public final class TextModule implements ServingModule {

    /** Contents per batch of changes; encoding them takes about a second. The others wait for the next build. */
    private static final int MAX_CONTENTS = 200;
    /** Maximum number of texts of requests whose vectors are kept in memory. */
    private static final int RECENT_TEXTS = 10_000;
    /** Maximum number of searches that are encoded or wait for the encoder at a time. */
    private static final int MAX_SEARCHES = 2;
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
    /** Time for a service to become ready. */
    private static final Duration LOAD_DELAY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(TextModule.class);

    private final List<RecallChannel> channels;
    private final Path cacheFolder;
    private final Map<EncoderModel, Encoder> encoders = new EnumMap<>(EncoderModel.class);

    public TextModule(ModuleContext context) {
        channels = List.of(new VectorChannel(EncoderModel.SPACE, context.boards()), new QueryTextChannel());
        cacheFolder = context.cacheFolder();
    }

    @Override
    public List<RecallChannel> channels() {
        return channels;
    }

    @Override
    public @Nullable OpenedModule open(OpeningGeneration generation) {
        return open(generation.generation().manifest());
    }

    @Nullable
    OpenedModule open(GenerationManifest manifest) {
        return EncoderModel.ofSettings(manifest.settings()).map(this::encoder).orElse(null);
    }

    /** The encoder of a generation's text space. Thread-safe. */
    public static final class Encoder implements OpenedModule {

        private final TextEncoder cached;
        private final TextEncoder direct;
        private final Semaphore turns = new Semaphore(MAX_SEARCHES);
        private volatile long failedAt = System.nanoTime() - 2 * RETRY_DELAY.toNanos();
        private final Map<String, float[]> recent = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                return size() > RECENT_TEXTS;
            }
        });

        /**
         * @param cached encodes contents
         * @param direct encodes texts of requests, which no file keeps
         */
        Encoder(TextEncoder cached, TextEncoder direct) {
            this.cached = cached;
            this.direct = direct;
        }

        /** False for a minute after the model could not be loaded. */
        boolean canEncode() {
            return System.nanoTime() - failedAt > RETRY_DELAY.toNanos();
        }

        private float[] vector(String text) {
            float[] known = recent.get(text);
            if (known != null) {
                return known;
            }
            try {
                float[] vector = direct.encode(List.of(text))[0];
                recent.put(text, vector);
                return vector;
            } catch (RecallException e) {
                failedAt = System.nanoTime();
                throw e;
            }
        }

        /**
         * Returns the vector of a text of a request in the text space; null if its turn does not come before a deadline.
         * Callers must not change it.
         */
        public float @Nullable [] vector(String text, Deadline deadline) {
            float[] known = recent.get(text);
            if (known != null) {
                return known;
            }
            try {
                if (!turns.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                    return null;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            try {
                return vector(text);
            } finally {
                turns.release();
            }
        }

        @Override
        public void encode(List<NewContent> contents) {
            List<NewContent> missing = contents.stream()
                    .filter(content -> content.vector(EncoderModel.SPACE) == null).toList();
            if (missing.size() > MAX_CONTENTS) {
                LOG.info("{} new contents have no text embedding until the next build: {} at a time have one",
                        missing.size() - MAX_CONTENTS, MAX_CONTENTS);
            }
            if (!missing.isEmpty()) {
                try {
                    encodeAll(missing.subList(0, Math.min(missing.size(), MAX_CONTENTS)));
                } catch (RecallException e) {
                    LOG.warn("New contents have no text embedding until the next build: {}", e.getMessage());
                }
            }
        }

        /** Encodes all contents at once, or each alone if one of them fails. A content that fails alone gets no vector. */
        private void encodeAll(List<NewContent> contents) {
            float[][] vectors;
            try {
                vectors = cached.encode(
                        ContentUnderstanding.texts(contents.stream().map(NewContent::content).toList()));
            } catch (RecallException e) {
                throw e; // the model cannot be loaded
            } catch (RuntimeException e) {
                if (contents.size() == 1) {
                    LOG.warn("Content {} has no text embedding: {}", contents.getFirst().described().id(),
                            e.toString());
                } else {
                    contents.forEach(content -> encodeAll(List.of(content)));
                }
                return;
            }
            for (int i = 0; i < vectors.length; i++) {
                contents.get(i).put(EncoderModel.SPACE, vectors[i]);
            }
        }
    }

    private synchronized Encoder encoder(EncoderModel model) {
        return encoders.computeIfAbsent(model, this::load);
    }

    /** Loads the model a few seconds later, because new contents need it and the first recalls do not. */
    private Encoder load(EncoderModel model) {
        OnnxTextEncoder encoder = new OnnxTextEncoder(model, 1);
        CompletableFuture.delayedExecutor(LOAD_DELAY.toMillis(), TimeUnit.MILLISECONDS).execute(() -> warm(encoder));
        return new Encoder(new CachedTextEncoder(encoder, cacheFolder), encoder);
    }

    /** Encodes one text without the cache, because a cached text would not load the model. */
    private static void warm(TextEncoder encoder) {
        try {
            encoder.encode(List.of("warm"));
        } catch (RecallException | IllegalStateException e) { // the latter if the service is closed
            LOG.info("The text encoder is not loaded: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        encoders.values().forEach(encoder -> encoder.cached.close());
        encoders.clear();
    }
}
