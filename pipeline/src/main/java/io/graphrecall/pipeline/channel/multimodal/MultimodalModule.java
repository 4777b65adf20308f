package io.graphrecall.pipeline.channel.multimodal;

import io.graphrecall.content.media.PictureReader;
import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.Generation;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Serves the spaces of the multimodal encoder: their channels, and the embeddings of new contents. Unusable media are
 * logged, and the content is encoded without them.
 */
public final class MultimodalModule implements ServingModule {

    private static final Logger LOG = LoggerFactory.getLogger(MultimodalModule.class);

    /** Contents with media per batch of changes; a long video takes half a second. Others wait for the next build. */
    private static final int MAX_CONTENTS_WITH_MEDIA = 20;

    /** Contents per batch of changes. Others wait for the next build. */
    private static final int MAX_CONTENTS = 200;

    /** Closes models that no snapshot uses any more. */
    private static final Cleaner UNUSED = Cleaner.create();

    /** Maximum time that a picture of a request waits for others. */
    private static final Duration PICTURE_WAIT = Duration.ofSeconds(2);

    private final List<RecallChannel> channels;
    private final Terms terms;
    private final Path mediaFolder;
    /** One picture of a request at a time, so that new contents and new generations wait for at most one. */
    private final Semaphore pictures = new Semaphore(1, true);
    /** Models that are not closed. Guarded by this object's lock. */
    private final Set<Model> models = new HashSet<>();

    public MultimodalModule(ModuleContext context) {
        channels = List.of(
                new VectorChannel(MultimodalEncoder.MULTIMODAL, context.boards()),
                new VectorChannel(MultimodalEncoder.VISUAL, context.boards()));
        terms = context.terms();
        mediaFolder = context.mediaFolder();
    }

    /** The encoder of a generation and the reader of its inputs. */
    private record Model(MultimodalEncoder encoder, SampleReader reader) {

        void close() {
            reader.close();
            encoder.close();
        }
    }

    @Override
    public List<RecallChannel> channels() {
        return channels;
    }

    @Override
    public synchronized @Nullable OpenedModule open(OpeningGeneration opening) {
        Generation generation = opening.generation();
        if (!generation.has(MultimodalEncoder.ARRAY)) {
            return null;
        }
        Model model = load(generation);
        models.add(model);
        Encoder encoder = new Encoder(model);
        UNUSED.register(encoder, () -> close(model));
        return encoder;
    }

    private synchronized void close(Model model) {
        if (models.remove(model)) {
            model.close();
        }
    }

    /**
     * The encoder of a generation, for new contents and for pictures of requests. Its model is closed when no snapshot
     * has this object any more.
     */
    public final class Encoder implements OpenedModule {

        private final Model model;

        private Encoder(Model model) {
            this.model = model;
        }

        @Override
        public void encode(List<NewContent> contents) {
            try {
                encodeIfOpen(model, contents);
            } finally {
                Reference.reachabilityFence(this);
            }
        }

        /**
         * Returns the vector of a picture: in the space {@code visual}, or else in {@code multimodal}, as that of a content
         * without text. Null if the picture cannot be read, or is not {@link PictureReader#isModest modest}.
         *
         * @param picture bytes of a JPEG, PNG, GIF or BMP file
         * @throws RecallException UNAVAILABLE if the service shuts down; OVERLOADED if other pictures are encoded for
         *         too long; CONFLICT if the image model is not the one of the training
         */
        public float @Nullable [] vector(byte[] picture, String space) {
            try {
                if (!pictures.tryAcquire(PICTURE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new RecallException(RecallException.Code.OVERLOADED,
                            "other pictures are encoded, try again later");
                }
                try {
                    return storedVector(picture, space);
                } finally {
                    pictures.release();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("a thread of a request is never interrupted", e);
            } catch (IOException e) {
                throw new UncheckedIOException("a picture of a request could not be stored for reading", e);
            }
        }

        private float @Nullable [] storedVector(byte[] picture, String space) throws IOException {
            Path file = Files.createTempFile("recall-picture-", null);
            try {
                Files.write(file, picture);
                EncodedContent encoded = PictureReader.isModest(file) ? encodePicture(model, file) : null;
                return encoded == null
                        ? null
                        : space.equals(MultimodalEncoder.VISUAL) ? encoded.visual() : encoded.multimodal();
            } finally {
                Files.deleteIfExists(file);
                Reference.reachabilityFence(this);
            }
        }
    }

    private synchronized @Nullable EncodedContent encodePicture(Model model, Path file) {
        if (!models.contains(model)) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "the service is shutting down");
        }
        SampleReader.Reading reading = model.reader().read(file);
        return reading.problems().isEmpty() ? model.encoder().encode(List.of(reading.sample())).getFirst() : null;
    }

    private Model load(Generation generation) {
        MultimodalEncoder encoder = MultimodalEncoder.read(
                new ByteArrayInputStream(generation.bytes(MultimodalEncoder.ARRAY)), ComputeDevice.CPU, 1);
        encoder.encode(List.of(new ContentSample(List.of("warm"), List.of(), List.of())));
        return new Model(encoder, new SampleReader(encoder.metadata().parameters().model(), terms, mediaFolder));
    }

    /** The lock keeps the model from being closed meanwhile. */
    private synchronized void encodeIfOpen(Model model, List<NewContent> contents) {
        try {
            if (models.contains(model)) {
                encode(model, contents);
            }
        } catch (RecallException e) {
            LOG.warn("New contents have no multimodal embedding until the next build: {}", e.getMessage());
        }
    }

    private static void encode(Model model, List<NewContent> contents) {
        List<NewContent> encoded = new ArrayList<>();
        List<ContentSample> samples = new ArrayList<>();
        int withMedia = 0;
        for (NewContent content : contents) {
            boolean media = !content.content().description().media().equals(Description.Media.NONE);
            if (samples.size() == MAX_CONTENTS || (media && ++withMedia > MAX_CONTENTS_WITH_MEDIA)) {
                continue;
            }
            SampleReader.Reading reading = model.reader().read(content.content());
            reading.problems().forEach(problem -> LOG.warn("Content {}: {}", content.described().id(), problem));
            encoded.add(content);
            samples.add(reading.sample());
        }
        if (samples.size() < contents.size()) {
            LOG.info(
                    "{} new contents have no multimodal embedding until the next build: {} at a time have one, {} with media",
                    contents.size() - samples.size(), MAX_CONTENTS, MAX_CONTENTS_WITH_MEDIA);
        }
        encode(model.encoder(), encoded, samples);
    }

    /** Encodes all contents at once, or each alone if that fails. A content that fails alone gets no vector. */
    private static void encode(MultimodalEncoder encoder, List<NewContent> contents, List<ContentSample> samples) {
        List<EncodedContent> vectors;
        try {
            vectors = encoder.encode(samples);
        } catch (RuntimeException e) {
            if (contents.size() == 1) {
                LOG.warn("Content {} has no multimodal embedding: the encoder failed",
                        contents.getFirst().described().id(), e);
                return;
            }
            for (int i = 0; i < contents.size(); i++) {
                encode(encoder, contents.subList(i, i + 1), samples.subList(i, i + 1));
            }
            return;
        }
        for (int i = 0; i < vectors.size(); i++) {
            contents.get(i).putIfAbsent(MultimodalEncoder.MULTIMODAL, vectors.get(i).multimodal());
            contents.get(i).putIfAbsent(MultimodalEncoder.VISUAL, vectors.get(i).visual());
        }
    }

    @Override
    public synchronized void close() {
        models.forEach(Model::close);
        models.clear();
    }
}
