package io.graphrecall.content.tag;

import io.graphrecall.content.classify.BinaryModel;
import io.graphrecall.content.classify.Source;
import io.graphrecall.content.encode.DotProducts;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tag prediction for texts. Candidates are the tags that a text names, those whose names are most similar to the text,
 * and those of the most similar examples. A logistic regression on the features of a candidate gives P(tag | text). It
 * is fitted leave-one-out on the examples. If there are few tagged examples, texts that name a tag are used as examples
 * with it (weak labels). A tag of all examples is only predicted for texts that name it, since no example shows when it
 * does not apply. Immutable and thread-safe after fitting.
 */
public final class TagModel {

    /** Candidates per text by the similarity of their name. */
    private static final int NEAREST_NAMES = 30;
    private static final int NEIGHBOURS = 20;
    /** Texts above this similarity count as duplicates. */
    private static final float DUPLICATE_SIMILARITY = 0.999f;
    private static final int BLOCK = 256;
    /** Maximum number of examples for the neighbour search. */
    private static final int MAX_EXAMPLES = 20_000;
    /** Maximum number of examples for fitting the regression. */
    private static final int MAX_FITTED = 2_000;
    /** Minimum number of tagged examples. With fewer, weak labels are used. */
    private static final int MIN_TAGGED = 100;
    /** Minimum number of weakly labelled examples. With fewer, only named tags are returned. */
    private static final int MIN_WEAK_LABELS = 20;

    private final TagVocabulary vocabulary;
    private final List<TaggedText> examples;
    private final DotProducts vectors;
    private final BinaryModel regression;
    private final boolean weakLabels;
    private final Set<String> tagsOfAll;

    private TagModel(TagVocabulary vocabulary, List<TaggedText> examples, boolean weakLabels, long seed) {
        this.vocabulary = vocabulary;
        this.examples = examples;
        this.weakLabels = weakLabels;
        this.tagsOfAll = tagsOfAll(examples);
        this.vectors = new DotProducts(examples.stream().map(TaggedText::vector).toList());
        this.regression = fit(seed);
    }

    /**
     * Fits a model to texts with and without tags.
     *
     * @param seed seed of the sample of examples
     */
    public static TagModel fit(List<TaggedText> texts, List<TagRecord> taxonomy, TextEncoder encoder, long seed) {
        List<TaggedText> tagged = new ArrayList<>(texts.stream().filter(text -> !text.tags().isEmpty()).toList());
        TagVocabulary vocabulary = TagVocabulary.of(tagged, taxonomy, encoder);
        boolean weakLabels = tagged.size() < MIN_TAGGED;
        List<TaggedText> examples = weakLabels ? weaklyLabelled(texts, vocabulary) : tagged;
        Collections.shuffle(examples, new Random(seed));
        return new TagModel(vocabulary, List.copyOf(examples.subList(0, Math.min(examples.size(), MAX_EXAMPLES))),
                weakLabels, seed);
    }

    private static Set<String> tagsOfAll(List<TaggedText> examples) {
        Set<String> tags = examples.isEmpty() ? Set.of() : new HashSet<>(examples.getFirst().tags());
        examples.forEach(example -> tags.retainAll(example.tags()));
        return tags;
    }

    /** Returns the texts that name a tag, labelled with the named tags. */
    private static List<TaggedText> weaklyLabelled(List<TaggedText> texts, TagVocabulary vocabulary) {
        List<TaggedText> labelled = new ArrayList<>();
        for (TaggedText text : texts) {
            List<String> named = vocabulary.namedIn(text.text()).stream().map(vocabulary::tag).toList();
            if (!named.isEmpty()) {
                labelled.add(new TaggedText(text.text(), text.vector(), named));
            }
        }
        return labelled;
    }

    /**
     * Returns the most probable tags of each text, by descending score.
     *
     * @param texts   texts without hashtags
     * @param vectors vectors of the texts
     * @param size    maximum tags per text
     */
    public List<List<TagMatch>> match(List<String> texts, List<float[]> vectors, int size, Progress progress) {
        List<List<TagMatch>> matches = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += BLOCK) {
            int to = Math.min(texts.size(), from + BLOCK);
            for (List<TagCandidate> candidates : candidates(texts.subList(from, to), vectors.subList(from, to))) {
                matches.add(candidates.stream().filter(this::isScored).map(this::match)
                        .sorted(Comparator.comparing(TagMatch::score).reversed().thenComparing(TagMatch::tag))
                        .limit(size).toList());
            }
            progress.advance(to - from);
        }
        return matches;
    }

    /** Returns the tag of a name or synonym, in any case and width; empty if it is unknown. */
    public Optional<String> named(String name) {
        return vocabulary.named(name);
    }

    private boolean isScored(TagCandidate candidate) {
        return candidate.named() || ((!weakLabels || examples.size() >= MIN_WEAK_LABELS)
                && !tagsOfAll.contains(vocabulary.tag(candidate.tag())));
    }

    private TagMatch match(TagCandidate candidate) {
        float score = weakLabels && candidate.named()
                ? 1
                : Math.clamp(regression.probability(candidate.features()), Float.MIN_NORMAL, 1);
        return new TagMatch(vocabulary.tag(candidate.tag()), score,
                candidate.named() ? Source.TEXT : Source.MEANING);
    }

    private BinaryModel fit(long seed) {
        List<TaggedText> fitted = examples.subList(0, Math.min(examples.size(), MAX_FITTED));
        List<float[]> features = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (int from = 0; from < fitted.size(); from += BLOCK) {
            List<TaggedText> block = fitted.subList(from, Math.min(fitted.size(), from + BLOCK));
            List<List<TagCandidate>> candidates = candidates(
                    block.stream().map(TaggedText::text).toList(), block.stream().map(TaggedText::vector).toList());
            for (int i = 0; i < block.size(); i++) {
                Set<String> ownTags = new HashSet<>(block.get(i).tags());
                for (TagCandidate candidate : candidates.get(i)) {
                    boolean isOwn = ownTags.contains(vocabulary.tag(candidate.tag()));
                    int otherExamples = weakLabels ? 0 : vocabulary.count(candidate.tag()) - (isOwn ? 1 : 0);
                    if (otherExamples > 0 || vocabulary.isRecorded(candidate.tag())) {
                        features.add(candidate.with(candidate.named() && !weakLabels, otherExamples).features());
                        labels.add(isOwn);
                    }
                }
            }
        }
        return BinaryModel.fit(features, labels, TagCandidate.FEATURE_COUNT, seed);
    }

    private List<List<TagCandidate>> candidates(List<String> texts, List<float[]> queries) {
        float[][] byName = vocabulary.similarities(queries);
        float[][] byExample = vectors.of(queries);
        List<List<TagCandidate>> candidates = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            candidates.add(candidates(texts.get(i), byName[i], byExample[i]));
        }
        return candidates;
    }

    private List<TagCandidate> candidates(String text, float[] byName, float[] byExample) {
        Set<Integer> named = new HashSet<>(vocabulary.namedIn(text));
        Map<Integer, Float> votes = votes(byExample);
        Set<Integer> tags = new HashSet<>(named);
        tags.addAll(votes.keySet());
        IntStream.of(TopSimilarities.of(byName, NEAREST_NAMES, 2)).forEach(tags::add);
        double mean = 0;
        double meanSquare = 0;
        for (float similarity : byName) {
            mean += similarity / byName.length;
            meanSquare += (double) similarity * similarity / byName.length;
        }
        double deviation = Math.sqrt(Math.max(1e-12, meanSquare - mean * mean));
        List<TagCandidate> candidates = new ArrayList<>(tags.size());
        for (int tag : tags.stream().sorted().toList()) {
            candidates.add(new TagCandidate(tag, named.contains(tag), byName[tag],
                    (float) ((byName[tag] - mean) / deviation), votes.getOrDefault(tag, 0f), vocabulary.count(tag)));
        }
        return candidates;
    }

    /** Returns the share of the nearest examples with each tag, weighted by similarity. */
    private Map<Integer, Float> votes(float[] byExample) {
        int[] nearest = TopSimilarities.of(byExample, NEIGHBOURS, DUPLICATE_SIMILARITY);
        float total = 0;
        for (int example : nearest) {
            total += Math.max(0, byExample[example]);
        }
        Map<Integer, Float> votes = new HashMap<>();
        for (int example : nearest) {
            float share = Math.max(0, byExample[example]) / Math.max(Float.MIN_NORMAL, total);
            for (String tag : examples.get(example).tags()) {
                int ordinal = vocabulary.ordinal(tag);
                if (ordinal >= 0 && share > 0) {
                    votes.merge(ordinal, share, Float::sum);
                }
            }
        }
        return votes;
    }
}
