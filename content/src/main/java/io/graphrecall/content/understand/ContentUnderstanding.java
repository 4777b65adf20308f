package io.graphrecall.content.understand;

import io.graphrecall.content.attribute.AttributeExample;
import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.attribute.AttributeModel;
import io.graphrecall.content.classify.CategoryModel;
import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.classify.Features;
import io.graphrecall.content.classify.WordFeatures;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.tag.TagMatch;
import io.graphrecall.content.tag.TagModel;
import io.graphrecall.content.tag.TaggedText;
import io.graphrecall.content.text.Hashtags;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Understands a catalogue from what its records say: terms, and tags, category and attributes where they are missing.
 * What is found is learned from the records that have it. Fields that are hidden are predicted for every record by
 * cross-validation: from the records of the other {@link CrossFitFolds folds}, so that no record learns from itself or its like.
 * The same catalogue and seed give the same. Thread-safe.
 */
public final class ContentUnderstanding {

    /** Texts encoded between two words of progress. */
    private static final int CHUNK = 256;

    /** From fewer records no category is learned. */
    private static final int FEWEST = 100;

    /** How likely a predicted category must be for its attributes to be looked for. */
    private static final double SURE = 0.5;

    private final TextEncoder encoder;
    private final Terms terms;
    private final UnderstandingParameters parameters;

    public ContentUnderstanding(TextEncoder encoder, Terms terms, UnderstandingParameters parameters) {
        this.encoder = encoder;
        this.terms = terms;
        this.parameters = parameters;
    }

    /** Title and description of each record, as they are encoded; empty where it has neither. */
    public static List<String> texts(List<? extends CatalogueEntry> entries) {
        return entries.stream().map(entry -> Document.of(entry, false).text()).toList();
    }

    /**
     * Understands records of one domain.
     *
     * @param taxonomy the known tags with their synonyms
     * @return parallel to {@code entries}
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
        learn("categories", Field.CATEGORY, documents, document -> !document.description().category().isEmpty(),
                progress, (known, wanted) -> {
                    if (known.size() < FEWEST) {
                        return;
                    }
                    List<Document> examples = chosen(known);
                    WordFeatures words = WordFeatures.of(examples.stream().map(Document::text).toList(), terms);
                    CategoryModel model = CategoryModel.fit(features(words, examples, progress),
                            examples.stream().map(document -> document.description().category()).toList(),
                            parameters.category());
                    List<Features> asked = features(words, wanted, progress);
                    for (int i = 0; i < wanted.size(); i++) {
                        predictions.put(wanted.get(i).id(), model.predict(asked.get(i)));
                    }
                });
        return predictions;
    }

    private List<Document> chosen(List<Document> known) {
        if (known.size() <= parameters.examples()) {
            return known;
        }
        List<Document> shuffled = new ArrayList<>(known);
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
        learn("tags", Field.TAGS, documents, document -> !document.description().tags().isEmpty(), progress,
                (known, wanted) -> {
                    if (known.isEmpty() && taxonomy.isEmpty()) {
                        wanted.forEach(document -> found.put(document.id(), withHashtags(document, List.of())));
                        return;
                    }
                    TagModel model = tagModel(hidden ? known : documents, taxonomy, progress);
                    List<List<TagMatch>> matches = model.match(wanted.stream().map(Document::plain).toList(),
                            vectors(wanted, Document::plain, progress), parameters.tags());
                    for (int i = 0; i < wanted.size(); i++) {
                        found.put(wanted.get(i).id(), withHashtags(wanted.get(i), matches.get(i)));
                    }
                });
        return found;
    }

    /**
     * The tags of search queries, learned from the records that have tags; nothing where there are too few.
     *
     * @return parallel to {@code queries}, the best first
     */
    public List<List<TagMatch>> queryTags(
            List<String> queries, List<? extends CatalogueEntry> entries, List<TagRecord> taxonomy) {
        List<Document> documents = entries.stream().map(entry -> Document.of(entry, false)).toList();
        boolean known = !taxonomy.isEmpty()
                || documents.stream().anyMatch(document -> !document.description().tags().isEmpty());
        if (!known || queries.isEmpty()) {
            return Collections.nCopies(queries.size(), List.of());
        }
        TagModel model = tagModel(documents, taxonomy, Progress.NONE);
        return model.match(queries, Arrays.asList(encoder.encode(queries)), parameters.tags());
    }

    private TagModel tagModel(List<Document> documents, List<TagRecord> taxonomy, Progress progress) {
        List<float[]> vectors = vectors(documents, Document::plain, progress);
        List<TaggedText> texts = IntStream.range(0, documents.size())
                .mapToObj(i -> new TaggedText(documents.get(i).plain(), vectors.get(i),
                        documents.get(i).description().tags()))
                .toList();
        return TagModel.fit(texts, taxonomy, encoder, parameters.seed());
    }

    /** Hashtags are tags, whatever else is found. */
    private List<TagMatch> withHashtags(Document document, List<TagMatch> matches) {
        Map<String, TagMatch> tags = new LinkedHashMap<>();
        Hashtags.of(document.text()).forEach(name -> tags.put(name, new TagMatch(name, 1, TagMatch.Source.TEXT)));
        matches.forEach(match -> tags.putIfAbsent(match.tag(), match));
        return tags.values().stream().limit(parameters.tags()).toList();
    }

    private Map<String, List<AttributeMatch>> attributes(
            List<Document> documents, Map<String, CategoryPrediction> categories) {
        Map<String, List<AttributeMatch>> found = new HashMap<>();
        boolean hidden = parameters.hidden().contains(Field.ATTRIBUTES);
        for (int fold = 0; fold < (hidden ? CrossFitFolds.COUNT : 1); fold++) {
            int asked = fold;
            AttributeModel model = AttributeModel.fit(documents.stream()
                    .filter(document -> !hidden || document.fold() != asked)
                    .map(document -> new AttributeExample(
                            document.title(), document.widest(), document.description().attributes()))
                    .toList());
            documents.stream().filter(document -> !hidden || document.fold() == asked).forEach(document -> {
                CategoryPrediction predicted = categories.get(document.id());
                List<String> sure = predicted == null ? List.of() : predicted.sure(SURE);
                String category = predicted == null ? document.widest() : sure.isEmpty() ? "" : sure.getFirst();
                found.put(document.id(), model.match(document.title(), category).entrySet().stream()
                        .filter(match -> hidden
                                || !document.description().attributes().containsKey(match.getKey()))
                        .map(Map.Entry::getValue).toList());
            });
        }
        return found;
    }

    /**
     * Hands out what a field is to be learned from and whose it is to be predicted: once, from the records that have it
     * for those that do not; or, where it is hidden, fold by fold.
     */
    private void learn(String what, Field field, List<Document> documents, Predicate<Document> has, Progress progress,
            BiConsumer<List<Document>, List<Document>> work) {
        List<Document> known = documents.stream().filter(has).toList();
        if (!parameters.hidden().contains(field)) {
            List<Document> wanted = documents.stream().filter(has.negate()).toList();
            run(what, known, wanted, progress, work);
            return;
        }
        for (int fold = 0; fold < CrossFitFolds.COUNT; fold++) {
            int asked = fold;
            run("%s, part %d of %d".formatted(what, fold + 1, CrossFitFolds.COUNT),
                    known.stream().filter(document -> document.fold() != asked).toList(),
                    documents.stream().filter(document -> document.fold() == asked).toList(), progress, work);
        }
    }

    private static void run(String what, List<Document> known, List<Document> wanted, Progress progress,
            BiConsumer<List<Document>, List<Document>> work) {
        if (wanted.isEmpty()) {
            return;
        }
        progress.begin("understanding " + what, -1);
        work.accept(known, wanted);
        progress.end("%,d from %,d that have them".formatted(wanted.size(), known.size()));
    }

    private List<float[]> vectors(List<Document> documents, Function<Document, String> text, Progress progress) {
        List<float[]> vectors = new ArrayList<>(documents.size());
        for (int from = 0; from < documents.size(); from += CHUNK) {
            List<Document> chunk = documents.subList(from, Math.min(documents.size(), from + CHUNK));
            vectors.addAll(Arrays.asList(encoder.encode(chunk.stream().map(text).toList())));
            progress.advance(chunk.size());
        }
        return vectors;
    }
}
