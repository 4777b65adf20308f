package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.VectorFile;
import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.training.GenerationPart;
import io.graphrecall.gnn.training.ModelStore;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains the multimodal encoder on the texts, pictures, videos and sounds of contents and encodes contents into the
 * spaces {@value MultimodalEncoder#MULTIMODAL} and {@value MultimodalEncoder#VISUAL}. Does nothing if no content has
 * media: the space of texts suffices then.
 */
public final class MultimodalStep implements TrainingStep {

    private static final String NAME = MultimodalEncoder.MULTIMODAL;

    /** Minimum share of the terms of a new training that an up-to-date encoder knows. */
    private static final double MIN_TERM_COVERAGE = 0.9;

    /** Training limits. A frame takes {@code 3 * frameSize^2} bytes of memory during training. */
    private static final int MAX_FRAMES = 30_000;
    private static final int MAX_CONTENTS = 50_000;

    /** Maximum number of contents of one kind of file whose media are read to estimate how many have a stream. */
    private static final int MAX_CHECKS = 200;

    private final Terms terms = new Terms();
    private final MultimodalParameters defaults;

    public MultimodalStep() {
        this(MultimodalParameters.DEFAULT);
    }

    /** @param defaults parameters of a training, unless its context has others */
    public MultimodalStep(MultimodalParameters defaults) {
        this.defaults = defaults;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "the multimodal encoder (embedding spaces " + MultimodalEncoder.MULTIMODAL + " and "
                + MultimodalEncoder.VISUAL + ")";
    }

    @Override
    public TrainingResult run(TrainingInput input, TrainingContext context, Progress progress) {
        NodeIndex contents = input.graph().nodes(NodeLabel.CONTENT);
        Map<String, float[][]> spaces = Map.of(
                MultimodalEncoder.MULTIMODAL, new float[contents.size()][],
                MultimodalEncoder.VISUAL, new float[contents.size()][]);
        return encode(input.catalogue().get(), context, progress, (entry, vectors) -> {
            int content = contents.ordinal(entry.id().key());
            if (content >= 0) { // the catalogue can be newer than the graph
                spaces.forEach((space, rows) -> rows[content] = vectors.get(space));
            }
        }).map(encoder -> new TrainingResult(
                tables(spaces), Map.of(NAME, encoder.metadata()), metrics(encoder.metadata()),
                List.of(GenerationPart.bytes(MultimodalEncoder.ARRAY, encoder.file())))).orElse(TrainingResult.EMPTY);
    }

    /**
     * Trains the encoder if the context requires it, then encodes the frames and sounds of contents apart from their
     * texts, for classifiers. The vectors have equal length and are stored in the cache.
     *
     * @return vectors by content; those without media have none
     */
    public Map<String, float[]> mediaVectors(
            List<CatalogueEntry> entries, TrainingContext context, Progress progress) {
        Map<String, float[]> media = new HashMap<>();
        encode(entries, context, progress, (entry, vectors) -> {
            float[] vector = vectors.get(MultimodalEncoder.MEDIA);
            if (vector != null) {
                media.put(entry.id().key(), vector);
            }
        });
        return media;
    }

    /** @param file the encoder as a file */
    private record Trained(EncoderMetadata metadata, byte[] file) {}

    /** Trains the encoder if the context requires it and passes the vectors of contents on, by space. */
    private Optional<Trained> encode(List<CatalogueEntry> entries, TrainingContext context, Progress progress,
            BiConsumer<CatalogueEntry, Map<String, float[]>> sink) {
        boolean media = entries.stream().anyMatch(entry -> !entry.description().media().equals(Description.Media.NONE));
        boolean train = context.policy() != TrainingContext.Policy.REUSE;
        if (!media) {
            if (train) {
                TrainingStep.skip("Training the multimodal encoder", "no content has media", progress);
            }
            return Optional.empty();
        }
        ModelStore store = new ModelStore(context.models(), NAME);
        if (train) {
            train(store, entries, context, progress);
        }
        try (MultimodalEncoder encoder = open(store, context, progress)) {
            if (encoder == null) {
                TrainingStep.skip("Encoding contents with the multimodal encoder", "no trained model", progress);
                return Optional.empty();
            }
            byte[] file = store.bytes();
            progress.begin("Encoding contents with the multimodal encoder", entries.size());
            try (SampleReader reader = reader(encoder.metadata().parameters(), context);
                    VectorFile cache = CatalogueEncoding.openCache(context.cache(), file, encoder)) {
                new CatalogueEncoding(encoder, reader, cache, new MediaProblems(context.home()), sink)
                        .run(entries, context.runner(), progress);
            }
            return Optional.of(new Trained(encoder.metadata(), file));
        }
    }

    private static Map<String, EmbeddingTable> tables(Map<String, float[][]> spaces) {
        Map<String, EmbeddingTable> tables = new TreeMap<>();
        spaces.forEach((name, vectors) -> {
            EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
            if (table.rows() > 0) {
                tables.put(name, table);
            }
        });
        return tables;
    }

    private void train(
            ModelStore store, List<CatalogueEntry> entries, TrainingContext context, Progress progress) {
        MultimodalParameters parameters = parameters(context);
        try (SampleReader reader = reader(parameters, context)) {
            if (context.policy() != TrainingContext.Policy.RETRAIN
                    && isUpToDate(store, parameters, reader, entries, context, progress)) {
                TrainingStep.skip("Training the multimodal encoder", UP_TO_DATE, progress);
                return;
            }
            List<ContentSample> samples = samples(reader, entries, parameters, context, progress);
            Integer epochs = context.epochs();
            MultimodalParameters scheduled = epochs == null
                    ? parameters.withEpochsFor(samples)
                    : parameters.withSchedule(parameters.schedule().withMaxEpochs(epochs));
            try (MultimodalEncoder encoder = new MultimodalTraining(scheduled, context.seed(), context.device())
                    .train(samples, store.checkpoint(), progress)) {
                store.save(encoder::write);
            }
        }
    }

    private MultimodalParameters parameters(TrainingContext context) {
        Path imageModel = context.imageModel();
        return defaults.withSchedule(defaults.schedule().withThreads(context.threads())).withModel(
                imageModel == null
                        ? defaults.model()
                        : defaults.model().withFrames(FrameModel.of(imageModel)));
    }

    private SampleReader reader(MultimodalParameters parameters, TrainingContext context) {
        return new SampleReader(parameters.model(), terms, context.media());
    }

    private static @Nullable MultimodalEncoder open(ModelStore store, TrainingContext context, Progress progress) {
        return store.open(in -> MultimodalEncoder.read(in, context.device(), context.threads()), progress).orElse(null);
    }

    /** Returns true if there is an encoder with these parameters, trained on about the same contents. */
    private static boolean isUpToDate(
            ModelStore store, MultimodalParameters parameters, SampleReader reader, List<CatalogueEntry> entries,
            TrainingContext context, Progress progress) {
        try (MultimodalEncoder encoder = open(store, context, progress)) {
            if (encoder == null) {
                return false;
            }
            EncoderMetadata metadata = encoder.metadata();
            Integer epochs = context.epochs();
            int size = metadata.frames() >= MAX_FRAMES ? metadata.contents() : MAX_CONTENTS;
            List<CatalogueEntry> sample = sampled(entries, metadata.seed()).limit(size).toList();
            return metadata.parameters().model().equals(parameters.model())
                    && metadata.parameters().losses().equals(parameters.losses())
                    && (epochs == null || epochs == metadata.parameters().schedule().maxEpochs())
                    && (metadata.frames() >= MAX_FRAMES
                            || metadata.contents() >= Math.min(MAX_CONTENTS, entries.size()) / 2)
                    && encoder.coverage(sample.stream().map(reader::terms).toList()) >= MIN_TERM_COVERAGE
                    && isTrained(metadata.contentsWithSound(), sample, media -> media.audio() != null, reader::hasSound)
                    && isTrained(metadata.contentsWithFrames(), sample,
                            media -> media.cover() != null || !media.frames().isEmpty(), reader::hasFrames);
        }
    }

    /**
     * Returns true if a new training would have at most twice as many contents with a stream, by a careful estimate from
     * some of them. Of a stream that the training did not have, one content is enough.
     *
     * @param trained   number of contents with the stream in the training
     * @param hasFile   true for media with a file of the stream alone; others may have it in their video
     * @param hasStream reads a content
     */
    private static boolean isTrained(int trained, List<CatalogueEntry> sample, Predicate<Description.Media> hasFile,
            Predicate<CatalogueEntry> hasStream) {
        Map<Boolean, List<CatalogueEntry>> candidates = sample.stream()
                .filter(entry -> hasFile.test(entry.description().media())
                        || entry.description().media().video() != null)
                .collect(Collectors.groupingBy(entry -> hasFile.test(entry.description().media())));
        double present = 0;
        if (candidates.values().stream().mapToInt(List::size).sum() > 2 * trained) {
            for (List<CatalogueEntry> alike : candidates.values()) {
                int read = Math.min(MAX_CHECKS, alike.size());
                int found = (int) alike.stream().limit(read).filter(hasStream).count();
                // Two standard deviations less, so that an estimate that is too high does not repeat the training.
                double sure = trained == 0 || read == alike.size() ? found : found - 2 * Math.sqrt(found);
                present += Math.max(0, sure) * alike.size() / read;
            }
        }
        return present <= 2 * trained;
    }

    /**
     * Returns the contents in a random order that depends on their ids and the seed alone. The first ones hardly change
     * when the catalogue grows a little.
     */
    static Stream<CatalogueEntry> sampled(List<CatalogueEntry> entries, long seed) {
        return entries.stream().sorted(Comparator
                .comparingLong((CatalogueEntry entry) -> new SplittableRandom(
                        31 * seed + entry.id().key().hashCode()).nextLong())
                .thenComparing(entry -> entry.id().key()));
    }

    /** Reads the training samples, in random order, until they have the maximum number of frames. */
    private static List<ContentSample> samples(
            SampleReader reader, List<CatalogueEntry> entries, MultimodalParameters parameters, TrainingContext context,
            Progress progress) {
        List<CatalogueEntry> order = sampled(entries, context.seed()).limit(MAX_CONTENTS).toList();
        progress.begin("Reading media for training", order.size());
        List<ContentSample> samples = new ArrayList<>();
        int frames = 0;
        while (samples.size() < order.size() && frames < MAX_FRAMES) {
            // As many contents as are needed in any case, however many frames they turn out to have.
            int end = samples.size();
            for (int most = frames; end < order.size() && most < MAX_FRAMES; end++) {
                most += maxFrames(order.get(end).description().media(), parameters.model());
            }
            reader.read(order.subList(samples.size(), end), context.runner(), reading -> {
                samples.add(reading.sample());
                progress.advance(1);
            });
            frames = samples.stream().mapToInt(ContentSample::frameCount).sum();
        }
        progress.end(Counts.of(samples.size(), "content") + " with " + Counts.of(frames, "frame"));
        return samples;
    }

    private static int maxFrames(Description.Media media, MultimodalParameters.Model model) {
        int pictures = media.frames().size() + (media.cover() == null ? 0 : 1);
        return media.video() == null ? Math.min(pictures, model.maxFrames()) : model.maxFrames();
    }

    private static Map<String, Double> metrics(EncoderMetadata metadata) {
        TrainingReport report = metadata.report();
        Map<String, Double> metrics = new HashMap<>(
                TrainingReport.metrics(NAME, report.epochs(), report.bestEpoch()));
        metrics.put(NAME + ".contents", (double) metadata.contents());
        return metrics;
    }
}
