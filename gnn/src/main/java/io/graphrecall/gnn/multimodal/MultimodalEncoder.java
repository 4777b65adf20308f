package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.ModelSpaces;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;

/**
 * A trained multimodal encoder. It encodes contents, including ones that training did not see, into the embedding spaces
 * {@code text}, {@code visual} and {@code multimodal}. Thread-safe. Owns native memory until it is closed.
 */
public final class MultimodalEncoder implements AutoCloseable {

    /** Embedding space of texts, pictures and sound together. */
    public static final String MULTIMODAL = ModelSpaces.MULTIMODAL;

    /** Embedding space of pictures. */
    public static final String VISUAL = "visual";

    /** Vectors of pictures, frames and sound apart from the texts, for classifiers; no embedding space. */
    static final String MEDIA = "media";

    /** Name of an encoder's array in a generation. */
    public static final String ARRAY = "multimodal-encoder";

    /** Contents per batch. */
    static final int BATCH = 64;

    /** Incremented with every incompatible change of the format. */
    private static final int VERSION = 8;
    private static final String NAME = "the multimodal encoder";
    private static final String MEAN = "regression.mean";
    private static final String VISION = "regression.vision";
    private static final String TERMS = "regression.terms";

    private final NDManager manager;
    private final Weights weights;
    private final MultimodalModel model;
    private final BatchCollator collator;
    private final Parts parts;

    /** @param parts its weights are copied */
    MultimodalEncoder(Parts parts, ComputeDevice device, int threads) {
        this.parts = parts;
        manager = Torch.open(device, threads);
        weights = new Weights(manager);
        model = new MultimodalModel(weights, parts.model(), parts.terms().size(), parts.soundWidth());
        collator = new BatchCollator(parts.metadata().parameters(), parts.terms(), parts.soundWidth());
        weights.setFrozen(parts.weights(), manager);
    }

    /**
     * Parts of a trained encoder.
     *
     * @param weights by name
     */
    record Parts(
            EncoderMetadata metadata, TermVocabulary terms, int soundWidth, ReducedRankRegression regression,
            Map<String, NDArray> weights) {

        MultimodalParameters.Model model() {
            return metadata.parameters().model();
        }
    }

    /** Everything but the weights and the regression. */
    private record Header(
            int version, int soundWidth, @Nullable EncoderMetadata metadata, @Nullable List<String> terms) {}

    /**
     * Reads an encoder written by {@link #write}.
     *
     * @param device  device that encodes contents
     * @param threads threads of one operation
     * @throws RecallException with {@code CONFLICT} if the file is damaged or of another version
     */
    public static MultimodalEncoder read(InputStream in, ComputeDevice device, int threads) {
        try (NDManager scope = Torch.open(threads)) {
            ModelFile.Parts<Header> file = ModelFile.read(NAME, in, scope, Header.class);
            Header header = file.header();
            Map<String, NDArray> values = file.weights();
            NDArray mean = values.remove(MEAN);
            NDArray vision = values.remove(VISION);
            NDArray terms = values.remove(TERMS);
            if (header.version() != VERSION || header.metadata() == null || header.terms() == null || mean == null
                    || vision == null || terms == null) {
                throw ModelFile.otherVersion(NAME, null);
            }
            return new MultimodalEncoder(new Parts(
                    header.metadata(), new TermVocabulary(header.terms()), header.soundWidth(),
                    new ReducedRankRegression(mean.toFloatArray(), Torch.rows(vision), Torch.rows(terms)), values),
                    device, threads);
        }
    }

    /** Writes the encoder atomically. */
    public void write(Path file) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> arrays = weights.all();
            arrays.put(MEAN, scope.create(parts.regression().mean()));
            arrays.put(VISION, scope.create(parts.regression().vision()));
            arrays.put(TERMS, scope.create(parts.regression().terms()));
            ModelFile.write(
                    file, scope, new Header(VERSION, parts.soundWidth(), parts.metadata(), parts.terms().terms()),
                    arrays);
        }
    }

    /** Returns the parameters of model and training, and the course of the training. */
    public EncoderMetadata metadata() {
        return parts.metadata();
    }

    /** Returns {@link TermVocabulary#coverage} of the encoder's terms for a catalogue. */
    public double coverage(Collection<List<String>> texts) {
        return parts.terms().coverage(texts, parts.model().minTermFrequency(), parts.model().maxVocabulary());
    }

    /** Returns the dimensions of an embedding space; {@value #VISUAL} and {@code text} have the same number. */
    public int dimensions(String space) {
        int width = parts.model().width();
        return space.equals(MULTIMODAL) || space.equals(MEDIA) ? 2 * width : width;
    }

    /** Encodes contents; returns their vectors in the given order. */
    public List<EncodedContent> encode(List<ContentSample> samples) {
        return samples.stream().gather(Gatherers.windowFixed(BATCH)).flatMap(batch -> encodeBatch(batch).stream())
                .toList();
    }

    private List<EncodedContent> encodeBatch(List<ContentSample> samples) {
        return Torch.infer(manager, scope -> {
            EncodedStreams streams = model.streams(collator.collate(scope, samples), false);
            float[][] presence = Torch.rows(streams.presence());
            float[][] vision = Torch.rows(streams.vision());
            float[][] fused = Torch.rows(Layers.l2Normalised(model.fused(streams, streams.presence(), false)));
            float[][] media = Torch.rows(Layers.l2Normalised(model.fused(
                    streams, streams.presence().mul(scope.create(new float[] {0, 1, 1})), false)));
            List<EncodedContent> vectors = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                float[] text = text(samples.get(i).terms());
                boolean anyMedia = presence[i][1] + presence[i][2] > 0;
                float[] visual = presence[i][1] > 0 ? parts.regression().visual(vision[i]) : null;
                vectors.add(new EncodedContent(
                        text, visual, anyMedia || presence[i][0] > 0 ? concat(fused[i], text) : null,
                        anyMedia ? concat(media[i], visual) : null));
            }
            return vectors;
        });
    }

    private float @Nullable [] text(List<String> terms) {
        return parts.regression().text(parts.terms().numbers(terms, parts.model().maxTerms()));
    }

    /** Concatenates a fused vector and the vector of one stream, each of length 1; zeros without that stream. */
    private static float[] concat(float[] fused, float @Nullable [] stream) {
        float[] vector = Arrays.copyOf(fused, 2 * fused.length);
        if (stream != null) {
            System.arraycopy(stream, 0, vector, fused.length, stream.length);
        }
        return ReducedRankRegression.l2Normalise(vector);
    }

    @Override
    public void close() {
        weights.close();
        manager.close();
    }
}
