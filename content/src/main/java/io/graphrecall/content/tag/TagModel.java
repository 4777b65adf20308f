package io.graphrecall.content.tag;

import io.graphrecall.content.classify.BinaryModel;
import io.graphrecall.content.encode.DotProducts;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.schema.TagRecord;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the tags of a text. Candidates are the tags that it names, those whose names mean what it means, and those of the
 * most similar examples; P(tag | text) comes from a logistic regression on how the candidate was found, fitted on the
 * examples, each with itself left out. Where there are few examples, texts that name a tag stand in for them: a tag is
 * then meant where the text is as close to it as one that names it. Immutable and thread-safe once fitted.
 */
public final class TagModel {

    /** Tags by the meaning of their name, a text. */
    private static final int NEAREST_NAMES = 30;
    private static final int NEIGHBOURS = 20;
    /** Two texts so alike are taken for the same. */
    private static final float SAME = 0.999f;
    private static final int BLOCK = 256;
    /** Examples that neighbours are looked for among, and those that the regression is fitted on, at most. */
    private static final int MOST_NEIGHBOURS = 20_000;
    private static final int MOST_FITTED = 2_000;
    private static final int FEWEST_FITTED = 100;
    /** With fewer stand-ins nothing is known of meaning, and only named tags are found. */
    private static final int FEWEST_STAND_INS = 20;

    private final TagVocabulary vocabulary;
    private final List<TaggedText> examples;
    private final DotProducts vectors;
    private final BinaryModel regression;
    private final boolean standIns;

    private TagModel(TagVocabulary vocabulary, List<TaggedText> examples, boolean standIns, long seed) {
        this.vocabulary = vocabulary;
        this.examples = examples;
        this.standIns = standIns;
        this.vectors = new DotProducts(examples.stream().map(TaggedText::vector).toList());
        this.regression = fit(seed);
    }

    /**
     * Learns from texts with and without tags.
     *
     * @param seed of the choice among many examples
     */
    public static TagModel fit(List<TaggedText> texts, List<TagRecord> taxonomy, TextEncoder encoder, long seed) {
        List<TaggedText> tagged = new ArrayList<>(texts.stream().filter(text -> !text.tags().isEmpty()).toList());
        TagVocabulary vocabulary = TagVocabulary.of(tagged, taxonomy, encoder);
        boolean standIns = tagged.size() < FEWEST_FITTED;
        List<TaggedText> examples = standIns ? naming(texts, vocabulary) : tagged;
        Collections.shuffle(examples, new Random(seed));
        return new TagModel(vocabulary, List.copyOf(examples.subList(0, Math.min(examples.size(), MOST_NEIGHBOURS))),
                standIns, seed);
    }

    /** Texts that name a tag, as if they had it. */
    private static List<TaggedText> naming(List<TaggedText> texts, TagVocabulary vocabulary) {
        List<TaggedText> naming = new ArrayList<>();
        for (TaggedText text : texts) {
            List<String> named = vocabulary.namedIn(text.text()).stream().map(vocabulary::tag).toList();
            if (!named.isEmpty()) {
                naming.add(new TaggedText(text.text(), text.vector(), named));
            }
        }
        return naming;
    }

    /**
     * The likeliest tags of texts, the best first.
     *
     * @param texts   without hashtags
     * @param vectors of these texts
     * @param size    tags a text, at most
     */
    public List<List<TagMatch>> match(List<String> texts, List<float[]> vectors, int size) {
        List<List<TagMatch>> matches = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += BLOCK) {
            int to = Math.min(texts.size(), from + BLOCK);
            for (List<TagCandidate> candidates : candidates(texts.subList(from, to), vectors.subList(from, to))) {
                matches.add(candidates.stream().filter(this::isJudged).map(this::match)
                        .sorted(Comparator.comparing(TagMatch::score).reversed().thenComparing(TagMatch::tag))
                        .limit(size).toList());
            }
        }
        return matches;
    }

    private boolean isJudged(TagCandidate candidate) {
        return candidate.named() || !standIns || examples.size() >= FEWEST_STAND_INS;
    }

    private TagMatch match(TagCandidate candidate) {
        float score = standIns && candidate.named()
                ? 1
                : Math.clamp(regression.probability(candidate.features()), Float.MIN_NORMAL, 1);
        return new TagMatch(vocabulary.tag(candidate.tag()), score,
                candidate.named() ? TagMatch.Source.TEXT : TagMatch.Source.MEANING);
    }

    private BinaryModel fit(long seed) {
        List<TaggedText> fitted = examples.subList(0, Math.min(examples.size(), MOST_FITTED));
        List<float[]> features = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (int from = 0; from < fitted.size(); from += BLOCK) {
            List<TaggedText> block = fitted.subList(from, Math.min(fitted.size(), from + BLOCK));
            List<List<TagCandidate>> candidates = candidates(
                    block.stream().map(TaggedText::text).toList(), block.stream().map(TaggedText::vector).toList());
            for (int i = 0; i < block.size(); i++) {
                Set<String> own = new HashSet<>(block.get(i).tags());
                for (TagCandidate candidate : candidates.get(i)) {
                    boolean right = own.contains(vocabulary.tag(candidate.tag()));
                    int others = standIns ? 0 : vocabulary.count(candidate.tag()) - (right ? 1 : 0);
                    if (others > 0 || vocabulary.isRecorded(candidate.tag())) {
                        features.add(candidate.as(candidate.named() && !standIns, others).features());
                        labels.add(right);
                    }
                }
            }
        }
        return BinaryModel.fit(features, labels, TagCandidate.FEATURES, seed);
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
        Set<Integer> chosen = new HashSet<>(named);
        chosen.addAll(votes.keySet());
        IntStream.of(Nearest.of(byName, NEAREST_NAMES, 2)).forEach(chosen::add);
        double mean = 0;
        double square = 0;
        for (float similarity : byName) {
            mean += similarity / byName.length;
            square += (double) similarity * similarity / byName.length;
        }
        double deviation = Math.sqrt(Math.max(1e-12, square - mean * mean));
        List<TagCandidate> candidates = new ArrayList<>(chosen.size());
        for (int tag : chosen.stream().sorted().toList()) {
            candidates.add(new TagCandidate(tag, named.contains(tag), byName[tag],
                    (float) ((byName[tag] - mean) / deviation), votes.getOrDefault(tag, 0f), vocabulary.count(tag)));
        }
        return candidates;
    }

    /** The share of the nearest examples that have a tag, each counting as much as it is similar. */
    private Map<Integer, Float> votes(float[] byExample) {
        int[] nearest = Nearest.of(byExample, NEIGHBOURS, SAME);
        float all = 0;
        for (int example : nearest) {
            all += Math.max(0, byExample[example]);
        }
        Map<Integer, Float> votes = new HashMap<>();
        for (int example : nearest) {
            float share = Math.max(0, byExample[example]) / Math.max(Float.MIN_NORMAL, all);
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
