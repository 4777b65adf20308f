package io.graphrecall.content.understand;

import io.graphrecall.content.attribute.AttributeExample;
import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.attribute.AttributeModel;
import io.graphrecall.content.classify.CategoryDistribution;
import io.graphrecall.content.classify.CategoryModel;
import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.classify.Features;
import io.graphrecall.content.classify.OpinionPool;
import io.graphrecall.content.classify.Source;
import io.graphrecall.content.classify.WordFeatures;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.tag.TagMatch;
import io.graphrecall.content.tag.TagModel;
import io.graphrecall.content.tag.TaggedText;
import io.graphrecall.content.text.Hashtags;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * Content understanding: terms of all records, and predictions of missing tags, categories and attributes from texts and
 * from media. The models are fitted to the records that have the field. Hidden fields are predicted for every record by
 * cross-validation over {@link CrossFitFolds folds}, so no prediction depends on the record itself or on a duplicate of it.
 * The same catalogue and seed give the same result. Thread-safe.
 */
public final class ContentUnderstanding {

    /** Texts per progress report. */
    private static final int CHUNK = 256;

    /** Minimum number of records with a category to fit the classifier. */
    private static final int MIN_EXAMPLES = 100;

    /**
     * Minimum number of records with a {@link Hashtags#isCode code} as a hashtag that makes it a tag. Words such as {@code 4K}
     * recur; a model number names one product, and variants of a product share few codes.
     */
    private static final int MIN_CODE_RECORDS = 3;

    /** Minimum score of a predicted category for the extraction of attributes. */
    private static final double MIN_CATEGORY_SCORE = 0.5;

    private final TextEncoder encoder;
    private final Terms terms;
    private final UnderstandingParameters parameters;
    private final Map<String, float[]> media;
    private final MediaLabels mediaLabels;

    /**
     * @param media vectors of pictures, frames and sound, of equal length, by key of the record; records without media have
     *              none
     */
    public ContentUnderstanding(
            TextEncoder encoder, Terms terms, UnderstandingParameters parameters, Map<String, float[]> media) {
        this.encoder = encoder;
        this.terms = terms;
        this.parameters = parameters;
        this.media = Map.copyOf(media);
        mediaLabels = new MediaLabels(this.media, parameters.category());
    }

    /** Understanding of texts alone. */
    public ContentUnderstanding(TextEncoder encoder, Terms terms, UnderstandingParameters parameters) {
        this(encoder, terms, parameters, Map.of());
    }

    /** Returns the encoded text of each record: title and description; empty if it has neither. */
    public static List<String> texts(List<? extends CatalogueEntry> entries) {
        return entries.stream().map(entry -> Document.of(entry, false).text()).toList();
    }

    /**
     * Returns terms and predictions for the records of one domain, parallel to {@code entries}.
     *
     * @param taxonomy known tags with their synonyms
     */
    public List<Understanding> understand(
            List<? extends CatalogueEntry> entries, List<TagRecord> taxonomy, Progress progress) {
        boolean tagsHidden = parameters.hidden().contains(Field.TAGS);
        List<Document> documents = entries.stream().map(entry -> Document.of(entry, tagsHidden)).toList();
        Map<String, CategoryPrediction> categories = categories(documents, progress);
        Map<String, List<TagMatch>> tags = tags(documents, taxonomy, progress);
        Map<String, List<AttributeMatch>> attributes = attributes(documents, categories);
        return documents.stream()
                .map(document -> new Understanding(document.id(), terms.of(document.text()),
                        tags.getOrDefault(document.id(), List.of()), categories.get(document.id()),
                        attributes.getOrDefault(document.id(), List.of())))
                .toList();
    }

    private Map<String, CategoryPrediction> categories(List<Document> documents, Progress progress) {
        Map<String, CategoryPrediction> predictions = new HashMap<>();
        predict("categories", Field.CATEGORY, documents, document -> !document.description().category().isEmpty(),
                progress, (labelled, targets) -> {
                    if (labelled.size() < MIN_EXAMPLES) {
                        return;
                    }
                    List<Document> examples = sampled(labelled);
                    List<CategoryDistribution> byText = byText(examples, targets, progress);
                    MediaModel frames = targets.stream().noneMatch(this::hasMedia) ? null : categoryByMedia(examples);
                    OpinionPool pool = frames == null || targets.stream().noneMatch(this::hasTextAndMedia)
                            ? OpinionPool.EQUAL
                            : fittedPool(examples, progress);
                    for (int i = 0; i < targets.size(); i++) {
                        Document target = targets.get(i);
                        CategoryPrediction prediction = prediction(target, byText.get(i),
                                frames == null ? null : frames.distribution(target), pool);
                        if (prediction != null) {
                            predictions.put(target.id(), prediction);
                        }
                    }
                });
        return predictions;
    }

    /** Returns the prediction from text and media; null if the record has neither. */
    private static @Nullable CategoryPrediction prediction(
            Document target, CategoryDistribution byText, @Nullable CategoryDistribution byMedia, OpinionPool pool) {
        if (target.text().isBlank()) {
            return byMedia == null ? null : byMedia.prediction(Source.FRAMES);
        }
        CategoryPrediction text = byText.prediction(Source.MEANING);
        if (byMedia == null) {
            return text;
        }
        CategoryPrediction pooled = pool.of(byText, byMedia).prediction(Source.FRAMES);
        return pooled.path().equals(text.path())
                ? new CategoryPrediction(pooled.path(), pooled.scores(), Source.MEANING)
                : pooled;
    }

    /** Fits the pool of texts and media to a fold of the examples, which it predicts by classifiers of the other folds. */
    private OpinionPool fittedPool(List<Document> examples, Progress progress) {
        List<Document> heldOut = examples.stream()
                .filter(document -> document.fold() == 0 && hasTextAndMedia(document)).toList();
        List<Document> others = examples.stream().filter(document -> document.fold() != 0).toList();
        MediaModel frames = heldOut.isEmpty() ? null : categoryByMedia(others);
        if (frames == null) {
            return OpinionPool.EQUAL;
        }
        List<CategoryDistribution> byText = byText(others, heldOut, progress);
        return OpinionPool.fit(IntStream.range(0, heldOut.size()).mapToObj(i -> new OpinionPool.Example(
                byText.get(i), Objects.requireNonNull(frames.distribution(heldOut.get(i))),
                heldOut.get(i).description().category())).toList());
    }

    private List<CategoryDistribution> byText(List<Document> examples, List<Document> targets, Progress progress) {
        WordFeatures words = WordFeatures.of(examples.stream().map(Document::text).toList(), terms);
        CategoryModel model = CategoryModel.fit(features(words, examples, progress),
                examples.stream().map(document -> document.description().category()).toList(), parameters.category());
        return features(words, targets, progress).stream().map(model::distribution).toList();
    }

    private @Nullable MediaModel categoryByMedia(List<Document> examples) {
        return MediaModel.fit(examples, document -> document.description().category(), media, MIN_EXAMPLES,
                parameters.category());
    }

    private boolean hasMedia(Document document) {
        return media.containsKey(document.id());
    }

    private boolean hasTextAndMedia(Document document) {
        return hasMedia(document) && !document.text().isBlank();
    }

    private List<Document> sampled(List<Document> labelled) {
        if (labelled.size() <= parameters.examples()) {
            return labelled;
        }
        List<Document> shuffled = new ArrayList<>(labelled);
        Collections.shuffle(shuffled, new Random(parameters.seed()));
        return shuffled.subList(0, parameters.examples());
    }

    private List<Features> features(WordFeatures words, List<Document> documents, Progress progress) {
        List<float[]> vectors = vectors(documents, Document::text, progress);
        return IntStream.range(0, documents.size())
                .mapToObj(i -> words.features(documents.get(i).text(), vectors.get(i))).toList();
    }

    private Map<String, List<TagMatch>> tags(
            List<Document> documents, List<TagRecord> taxonomy, Progress progress) {
        Map<String, List<TagMatch>> found = new HashMap<>();
        boolean hidden = parameters.hidden().contains(Field.TAGS);
        Set<String> rareCodes = rareCodes(documents);
        predict("tags", Field.TAGS, documents, document -> !document.description().tags().isEmpty(), progress,
                (labelled, targets) -> {
                    if (labelled.isEmpty() && taxonomy.isEmpty()) {
                        targets.forEach(document -> found.put(document.id(),
                                withHashtags(document, name -> Optional.empty(), rareCodes, List.of())));
                        return;
                    }
                    TagModel model = tagModel(hidden ? labelled : documents, taxonomy, progress);
                    List<List<TagMatch>> matches = model.match(targets.stream().map(Document::plain).toList(),
                            vectors(targets, Document::plain, progress), parameters.tags(), progress);
                    Map<String, List<TagMatch>> byMedia = mediaLabels.tags(labelled, targets);
                    for (int i = 0; i < targets.size(); i++) {
                        Document target = targets.get(i);
                        found.put(target.id(), withHashtags(target, model::named, rareCodes,
                                MediaLabels.merged(matches.get(i), byMedia.getOrDefault(target.id(), List.of()))));
                    }
                });
        return found;
    }

    /** Returns true if there are tags to predict for search queries. */
    public static boolean hasTags(List<? extends CatalogueEntry> entries, List<TagRecord> taxonomy) {
        return !taxonomy.isEmpty() || entries.stream().anyMatch(entry -> !entry.description().tags().isEmpty());
    }

    /**
     * Returns the predicted tags of search queries, parallel to {@code queries}, by descending score. The lists are
     * empty if there are no tags to learn from.
     */
    public List<List<TagMatch>> queryTags(
            List<String> queries, List<? extends CatalogueEntry> entries, List<TagRecord> taxonomy,
            Progress progress) {
        List<Document> documents = entries.stream().map(entry -> Document.of(entry, false)).toList();
        if (!hasTags(entries, taxonomy) || queries.isEmpty()) {
            return Collections.nCopies(queries.size(), List.of());
        }
        progress.begin("Predicting tags of queries", -1);
        TagModel model = tagModel(documents, taxonomy, progress);
        List<List<TagMatch>> matches = model.match(
                queries, Arrays.asList(encoder.encode(queries)), parameters.tags(), progress);
        progress.end("for " + Counts.of(queries.size(), "query"));
        return matches;
    }

    private TagModel tagModel(List<Document> documents, List<TagRecord> taxonomy, Progress progress) {
        List<float[]> vectors = vectors(documents, Document::plain, progress);
        List<TaggedText> texts = IntStream.range(0, documents.size())
                .mapToObj(i -> new TaggedText(documents.get(i).plain(), vectors.get(i),
                        documents.get(i).description().tags()))
                .toList();
        return TagModel.fit(texts, taxonomy, encoder, parameters.seed());
    }

    /** Returns the codes among the hashtags of documents that too few of them have, in lower case. */
    private static Set<String> rareCodes(List<Document> documents) {
        Map<String, Integer> counts = new HashMap<>();
        for (Document document : documents) {
            Hashtags.of(document.text()).stream().filter(Hashtags::isCode).map(name -> name.toLowerCase(Locale.ROOT))
                    .distinct().forEach(code -> counts.merge(code, 1, Integer::sum));
        }
        counts.values().removeIf(count -> count >= MIN_CODE_RECORDS);
        return Set.copyOf(counts.keySet());
    }

    /**
     * Puts the hashtags of a document before its predicted tags.
     *
     * @param known     returns the known tag that a hashtag names
     * @param rareCodes hashtags that are no new tags
     */
    private List<TagMatch> withHashtags(Document document, Function<String, Optional<String>> known,
            Set<String> rareCodes, List<TagMatch> matches) {
        Map<String, TagMatch> tags = new LinkedHashMap<>();
        for (String hashtag : Hashtags.of(document.text())) {
            Optional<String> tag = known.apply(hashtag);
            if (tag.isPresent() || !rareCodes.contains(hashtag.toLowerCase(Locale.ROOT))) {
                String name = tag.orElse(hashtag);
                tags.put(name, new TagMatch(name, 1, Source.TEXT));
            }
        }
        matches.forEach(match -> tags.putIfAbsent(match.tag(), match));
        return tags.values().stream().limit(parameters.tags()).toList();
    }

    private Map<String, List<AttributeMatch>> attributes(
            List<Document> documents, Map<String, CategoryPrediction> categories) {
        Map<String, List<AttributeMatch>> found = new HashMap<>();
        boolean hidden = parameters.hidden().contains(Field.ATTRIBUTES);
        for (int fold = 0; fold < (hidden ? CrossFitFolds.COUNT : 1); fold++) {
            int currentFold = fold;
            List<Document> examples = documents.stream()
                    .filter(document -> !hidden || document.fold() != currentFold).toList();
            List<Document> targets = documents.stream()
                    .filter(document -> !hidden || document.fold() == currentFold).toList();
            AttributeModel model = AttributeModel.fit(examples.stream()
                    .map(document -> new AttributeExample(
                            document.title(), document.topCategory(), document.description().attributes()))
                    .toList());
            Map<String, Map<String, AttributeMatch>> byMedia = mediaLabels.attributes(examples, targets, hidden);
            for (Document target : targets) {
                Map<String, AttributeMatch> matches = MediaLabels.merged(
                        model.match(target.title(), topCategory(target, categories.get(target.id()))),
                        byMedia.getOrDefault(target.id(), Map.of()));
                found.put(target.id(), matches.entrySet().stream()
                        .filter(match -> hidden || !target.description().attributes().containsKey(match.getKey()))
                        .map(Map.Entry::getValue).toList());
            }
        }
        return found;
    }

    private static String topCategory(Document document, @Nullable CategoryPrediction predicted) {
        if (predicted == null) {
            return document.topCategory();
        }
        List<String> confident = predicted.confidentPath(MIN_CATEGORY_SCORE);
        return confident.isEmpty() ? "" : confident.getFirst();
    }

    /**
     * Runs the prediction of a field with its labelled records and its targets: once for the records without the field,
     * or fold by fold for all records if the field is hidden.
     */
    private void predict(String name, Field field, List<Document> documents, Predicate<Document> isLabelled,
            Progress progress,
            BiConsumer<List<Document>, List<Document>> work) {
        List<Document> labelled = documents.stream().filter(isLabelled).toList();
        String step = "Predicting " + name + " of " + kind(documents);
        if (!parameters.hidden().contains(field)) {
            List<Document> targets = documents.stream().filter(isLabelled.negate()).toList();
            run(step, labelled, targets, progress, work);
            return;
        }
        for (int fold = 0; fold < CrossFitFolds.COUNT; fold++) {
            int currentFold = fold;
            run("%s, fold %d of %d".formatted(step, fold + 1, CrossFitFolds.COUNT),
                    labelled.stream().filter(document -> document.fold() != currentFold).toList(),
                    documents.stream().filter(document -> document.fold() == currentFold).toList(), progress, work);
        }
    }

    private static String kind(List<Document> documents) {
        return documents.stream().anyMatch(document -> document.entry() instanceof Item) ? "items" : "contents";
    }

    private static void run(String step, List<Document> labelled, List<Document> targets, Progress progress,
            BiConsumer<List<Document>, List<Document>> work) {
        if (targets.isEmpty()) {
            return;
        }
        progress.begin(step, -1);
        work.accept(labelled, targets);
        progress.end("for " + Counts.of(targets.size(), "record") + ", learned from " + Counts.of(labelled.size())
                + " labelled");
    }

    private List<float[]> vectors(List<Document> documents, Function<Document, String> text, Progress progress) {
        List<float[]> vectors = new ArrayList<>(documents.size());
        documents.stream().map(text).gather(Gatherers.windowFixed(CHUNK)).forEach(chunk -> {
            vectors.addAll(Arrays.asList(encoder.encode(chunk)));
            progress.advance(chunk.size());
        });
        return vectors;
    }
}
