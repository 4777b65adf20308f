package io.graphrecall.offline;

import io.graphrecall.content.encode.VectorFile;
import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.EncoderMetadata;
import io.graphrecall.gnn.multimodal.FrameModel;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.multimodal.MultimodalTraining;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a build gets from what contents show, sound like and say: a multimodal encoder, trained where none is there that
 * fits, and the vector spaces {@value #MULTIMODAL} and {@value #VISUAL}. Contents whose texts and files are as they were
 * are not encoded again. Does nothing where no content has media: the space {@value TextStage#SPACE} says it all.
 */
public final class MultimodalStage implements VectorSource {

    /** The space of all that a content says, shows and sounds like. */
    public static final String MULTIMODAL = MultimodalEncoder.MULTIMODAL;

    /** The space of what a content shows. */
    public static final String VISUAL = MultimodalEncoder.VISUAL;

    /** The encoder's array in a generation. */
    public static final String ENCODER = MultimodalEncoder.ARRAY;

    /** An encoder fits that knows this share of what a training would make its vocabulary. */
    private static final double KNOWN_TERMS = 0.9;

    /** More is not learned from; a frame takes {@code 3 * frameSize^2} bytes while training goes on. */
    private static final int MOST_FRAMES = 30_000;

    private static final int MOST_CONTENTS = 50_000;
    private static final int CHUNK = 256;

    private final GraphClient graph;
    private final Terms terms;
    private final TrainingOptions options;
    private final Path home;
    private final EncoderStore store;
    private @Nullable EncoderMetadata used;

    /**
     * A stage of a build.
     *
     * @param home has models, the media of contents that came by themselves, a cache, and gets a list of the media that
     *             cannot be used
     */
    public MultimodalStage(GraphClient graph, Terms terms, TrainingOptions options, Path home) {
        this.graph = graph;
        this.terms = terms;
        this.options = options;
        this.home = home;
        store = new EncoderStore(home.resolve("models"));
    }

    @Override
    public void train(VectorInput input, long seed, Progress progress) {
        List<CatalogueEntry> entries = entries();
        String task = "training the multimodal encoder";
        if (entries.isEmpty()) {
            progress.begin(task, 0);
            progress.end("no content has pictures, videos or sound");
            return;
        }
        MultimodalParameters parameters = parameters();
        try (SampleReader samples = reader(parameters)) {
            if (!options.again() && fits(parameters, samples, entries)) {
                progress.begin(task, 0);
                progress.end("the one that is there still fits");
                return;
            }
            List<ContentSample> learned = learnedFrom(samples, entries, seed, progress);
            MultimodalParameters.Schedule schedule = parameters.schedule();
            Integer epochs = options.epochs();
            MultimodalParameters chosen = parameters.withSchedule(
                    epochs == null ? schedule.withEpochsFor(learned) : schedule.withEpochs(epochs));
            try (MultimodalEncoder encoder = new MultimodalTraining(chosen, seed)
                    .train(learned, store.checkpoint(), progress)) {
                store.keep(encoder);
            }
        }
    }

    /** How an encoder would be trained now. */
    private MultimodalParameters parameters() {
        MultimodalParameters usual = MultimodalParameters.DEFAULT;
        Path frames = options.frames();
        return usual.withSchedule(usual.schedule().withThreads(options.threads())).withModel(
                frames == null ? usual.model() : usual.model().withFrames(FrameModel.of(frames)));
    }

    private SampleReader reader(MultimodalParameters parameters) {
        return new SampleReader(parameters.model(), terms, home.resolve("media"));
    }

    /** Whether an encoder is there that was trained as one would be now, on about these contents. */
    private boolean fits(MultimodalParameters parameters, SampleReader samples, List<CatalogueEntry> entries) {
        try (MultimodalEncoder encoder = store.open(options.threads()).orElse(null)) {
            if (encoder == null) {
                return false;
            }
            EncoderMetadata origin = encoder.origin();
            Integer epochs = options.epochs();
            return origin.parameters().model().equals(parameters.model())
                    && origin.parameters().losses().equals(parameters.losses())
                    && (epochs == null || epochs == origin.parameters().schedule().epochs())
                    && origin.contents() >= Math.min(MOST_CONTENTS, entries.size()) / 2
                    && encoder.coverage(entries.stream().map(samples::terms).toList()) >= KNOWN_TERMS;
        }
    }

    private static List<ContentSample> learnedFrom(
            SampleReader samples, List<CatalogueEntry> entries, long seed, Progress progress) {
        List<CatalogueEntry> order = new ArrayList<>(entries);
        Collections.shuffle(order, new Random(seed));
        progress.begin("reading media to learn from", Math.min(MOST_CONTENTS, order.size()));
        List<ContentSample> learned = new ArrayList<>();
        int frames = 0;
        for (CatalogueEntry entry : order) {
            if (learned.size() == MOST_CONTENTS || frames >= MOST_FRAMES) {
                break;
            }
            ContentSample sample = samples.read(entry).sample();
            learned.add(sample);
            frames += sample.frameCount();
            progress.advance(1);
        }
        progress.end("%,d contents with %,d frames".formatted(learned.size(), frames));
        return learned;
    }

    @Override
    public Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress) {
        List<CatalogueEntry> entries = entries();
        if (entries.isEmpty()) {
            return Map.of();
        }
        progress.begin("encoding contents", entries.size());
        Optional<MultimodalEncoder> trained = store.open(options.threads());
        if (trained.isEmpty()) {
            progress.end("there is no multimodal encoder; the stage " + Stage.TRAIN.wireName() + " trains one");
            return Map.of();
        }
        try (MultimodalEncoder encoder = trained.get();
                SampleReader samples = reader(encoder.origin().parameters());
                VectorFile cache = VectorFile.open(
                        store.cache(home.resolve("cache")),
                        encoder.dimensions(MULTIMODAL) + encoder.dimensions(VISUAL))) {
            used = encoder.origin();
            return new Encoding(encoder, samples, cache, input.graph().nodes(NodeLabel.CONTENT)).run(entries, progress);
        }
    }

    /** The contents, where any of them has media; else none. */
    private List<CatalogueEntry> entries() {
        List<CatalogueEntry> entries = new UnderstoodGraph(graph).entries(NodeLabel.CONTENT);
        boolean media = entries.stream()
                .anyMatch(entry -> !entry.description().media().equals(Description.Media.NONE));
        return media ? entries : List.of();
    }

    @Override
    public Map<String, Object> settings() {
        return used == null ? Map.of() : Map.of(MULTIMODAL, BuildSettings.of(used));
    }

    @Override
    public void write(GenerationWriter writer) {
        if (used != null) {
            writer.bytes(ENCODER, store.bytes());
            TrainingReport report = used.report();
            TrainingReport.Epoch best = report.epochs().get(report.bestEpoch());
            writer.metric("multimodal.contents", used.contents());
            writer.metric("multimodal.epochs", report.epochs().size());
            writer.metric("multimodal.best_epoch", report.bestEpoch() + 1);
            writer.metric("multimodal.loss", best.loss());
            writer.metric("multimodal.validation", best.validation());
            writer.metric("multimodal.seconds", report.seconds());
        }
    }

    /** One run over the catalogue. */
    private final class Encoding {

        private final MultimodalEncoder encoder;
        private final SampleReader samples;
        private final VectorFile cache;
        private final NodeIndex contents;
        private final float[][] multimodal;
        private final float[][] visual;
        private final MediaProblems problems = new MediaProblems(home);
        private final List<Waiting> waiting = new ArrayList<>();
        private int encoded;

        /**
         * A content to be encoded.
         *
         * @param stamp from before it is read: a file that changes meanwhile is encoded again by the next build
         */
        private record Waiting(CatalogueEntry entry, String stamp) {}

        Encoding(MultimodalEncoder encoder, SampleReader samples, VectorFile cache, NodeIndex contents) {
            this.encoder = encoder;
            this.samples = samples;
            this.cache = cache;
            this.contents = contents;
            multimodal = new float[contents.size()][];
            visual = new float[contents.size()][];
        }

        Map<String, EmbeddingTable> run(List<CatalogueEntry> entries, Progress progress) {
            for (CatalogueEntry entry : entries) {
                String stamp = samples.stamp(entry);
                float[] known = cache.get(stamp);
                if (known == null) {
                    waiting.add(new Waiting(entry, stamp));
                } else {
                    place(entry, known);
                }
                if (waiting.size() == CHUNK) {
                    encodeWaiting();
                }
                progress.advance(1);
            }
            encodeWaiting();
            Map<String, EmbeddingTable> tables = new TreeMap<>();
            Map.of(MULTIMODAL, multimodal, VISUAL, visual).forEach((name, vectors) -> {
                EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
                if (table.rows() > 0) {
                    tables.put(name, table);
                }
            });
            progress.end("%,d encoded, %,d as they were%s".formatted(
                    encoded, entries.size() - encoded, problems.write()));
            return tables;
        }

        private void encodeWaiting() {
            List<SampleReader.Reading> readings = waiting.stream().map(one -> samples.read(one.entry())).toList();
            List<float[]> vectors = encoder.encode(readings.stream().map(SampleReader.Reading::sample).toList())
                    .stream().map(this::joined).toList();
            List<String> stamps = new ArrayList<>();
            List<float[]> kept = new ArrayList<>();
            for (int i = 0; i < vectors.size(); i++) {
                CatalogueEntry entry = waiting.get(i).entry();
                place(entry, vectors.get(i));
                problems.add(entry.id().key(), readings.get(i).problems());
                if (readings.get(i).problems().isEmpty()) {
                    stamps.add(waiting.get(i).stamp());
                    kept.add(vectors.get(i));
                }
            }
            cache.put(stamps, kept.toArray(float[][]::new));
            encoded += waiting.size();
            waiting.clear();
        }

        private void place(CatalogueEntry entry, float[] joined) {
            int content = contents.ordinal(entry.id().key());
            if (content >= 0) { // else it came after the contents were read
                int split = encoder.dimensions(MULTIMODAL);
                multimodal[content] = Arrays.copyOf(joined, split);
                visual[content] = Arrays.copyOfRange(joined, split, joined.length);
            }
        }

        /** Both vectors one after the other; all 0 is none. */
        private float[] joined(EncodedContent vectors) {
            int split = encoder.dimensions(MULTIMODAL);
            float[] joined = new float[split + encoder.dimensions(VISUAL)];
            copy(vectors.multimodal(), joined, 0);
            copy(vectors.visual(), joined, split);
            return joined;
        }

        private static void copy(float @Nullable [] vector, float[] joined, int at) {
            if (vector != null) {
                System.arraycopy(vector, 0, joined, at, vector.length);
            }
        }
    }
}
