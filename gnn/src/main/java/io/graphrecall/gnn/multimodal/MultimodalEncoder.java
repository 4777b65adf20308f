package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A trained multimodal encoder: contents, new ones too, to vectors of the spaces {@code text}, {@code visual} and
 * {@code multimodal}. Thread-safe. Owns native memory until it is closed.
 */
public final class MultimodalEncoder implements AutoCloseable {

    /** The space of all that a content says, shows and sounds like. */
    public static final String MULTIMODAL = "multimodal";

    /** The space of what a content shows. */
    public static final String VISUAL = "visual";

    /** The name of an encoder's array in a generation. */
    public static final String ARRAY = "multimodal-encoder";

    /** So many contents are encoded together. */
    static final int AT_ONCE = 64;

    private final NDManager manager;
    private final Weights weights;
    private final MultimodalModel model;
    private final BatchMaker batches;

    private final EncoderFile.Parts parts;

    /** @param parts without weights that it does not need; they are copied */
    private MultimodalEncoder(EncoderFile.Parts parts, int threads) {
        this.parts = parts;
        manager = Torch.open(threads);
        weights = new Weights(manager);
        model = new MultimodalModel(weights, parts.model(), parts.terms().size(), parts.soundWidth());
        batches = new BatchMaker(parts.origin().parameters(), parts.terms());
        weights.set(parts.weights());
        weights.freeze();
    }

    /** An encoder with copies of these weights. */
    static MultimodalEncoder of(EncoderFile.Parts parts, int threads) {
        return new MultimodalEncoder(parts, threads);
    }

    /**
     * Reads an encoder that {@link #write} wrote.
     *
     * @param threads of one operation
     * @throws RecallException with {@code CONFLICT} where it is damaged or of another version
     */
    public static MultimodalEncoder read(InputStream in, int threads) {
        try (NDManager scope = Torch.open(threads)) {
            return of(EncoderFile.read(in, scope), threads);
        }
    }

    /** Writes all that is needed to encode, for {@link #read}. A crash leaves the file as it was, or whole. */
    public void write(Path file) {
        try (NDManager scope = manager.newSubManager()) {
            EncoderFile.write(
                    file, scope,
                    new EncoderFile.Parts(
                            parts.origin(), parts.terms(), parts.soundWidth(), parts.readout(), weights.all()));
        }
    }

    /** How it came about, and what it is made of: how large frames must be, and how many it sees. */
    public EncoderMetadata metadata() {
        return parts.origin();
    }

    /**
     * How well its terms do for the texts of a catalogue: of the terms that a training on them would learn, each counted
     * as often as texts have it, the share that this encoder knows.
     */
    public double coverage(Collection<List<String>> texts) {
        MultimodalParameters.Model made = parts.model();
        return parts.terms().coverage(texts, made.minTexts(), made.vocabulary());
    }

    /** How many numbers a vector of a space has; of {@value #VISUAL} as many as of {@code text}. */
    public int dimensions(String space) {
        int width = parts.model().width();
        return space.equals(MULTIMODAL) ? 2 * width : width;
    }

    /** The vectors of each content, in the order they came. */
    public List<EncodedContent> encode(List<ContentSample> samples) {
        List<EncodedContent> vectors = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i += AT_ONCE) {
            vectors.addAll(encodeBatch(samples.subList(i, Math.min(samples.size(), i + AT_ONCE))));
        }
        return vectors;
    }

    private List<EncodedContent> encodeBatch(List<ContentSample> samples) {
        return Torch.withoutGradients(() -> {
            try (NDManager scope = manager.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                Streams streams = model.streams(batches.whole(scope, samples), false);
                float[][] presence = Torch.rows(streams.presence());
                float[][] vision = Torch.rows(streams.vision());
                float[][] fused = Torch.rows(Layers.l2Normalised(model.fused(streams, streams.presence(), false)));
                List<EncodedContent> vectors = new ArrayList<>();
                for (int i = 0; i < samples.size(); i++) {
                    float[] text = text(samples.get(i).terms());
                    boolean any = presence[i][0] + presence[i][1] + presence[i][2] > 0;
                    vectors.add(new EncodedContent(
                            text, presence[i][1] > 0 ? parts.readout().visual(vision[i]) : null,
                            any ? joined(fused[i], text) : null));
                }
                return vectors;
            }
        });
    }

    private float @Nullable [] text(List<String> terms) {
        return parts.readout().text(parts.terms().numbers(terms, parts.model().mostTerms()));
    }

    /** The fused streams and the text, each at length 1, one after the other; the whole at length 1. */
    private static float[] joined(float[] fused, float @Nullable [] text) {
        float[] joined = Arrays.copyOf(fused, 2 * fused.length);
        if (text != null) {
            System.arraycopy(text, 0, joined, fused.length, text.length);
        }
        return SpaceReadout.atLengthOne(joined);
    }

    @Override
    public void close() {
        weights.close();
        manager.close();
    }
}
