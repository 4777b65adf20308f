package io.graphrecall.pipeline.snapshot;

import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.OpenedModules;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.profile.InterestProfiler;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A generation with the lookup structures that requests need. Immutable; thread-safe.
 *
 * @param spaces             the embedding spaces, by name
 * @param modules            the opened serving modules
 * @param contentHashes      {@link KeyHash} of each content's id
 * @param categoriesByName   category ordinals, by the name of the deepest level and by the levels joined with {@code /}
 * @param attributeNames     names of the contents' attributes
 * @param byPopularity       every content, the most popular first
 * @param relativePopularity by content: {@code ln(1 + p) / ln(1 + highest p)}
 * @param byPublication      the contents with a known publication time, the newest first
 * @param eligible           the eligible contents by time
 * @param undescribed        number of contents that are not eligible because only events mention them
 * @param profiler           computes interests with this generation's frequencies
 * @param queryReader        reads searches with this generation's vocabulary
 */
record ServingGeneration(
        GenerationManifest manifest,
        GraphTables tables,
        Map<String, ServingSpace> spaces,
        OpenedModules modules,
        long[] contentHashes,
        Map<String, List<Integer>> categoriesByName,
        SortedSet<String> attributeNames,
        int[] byPopularity,
        float[] relativePopularity,
        int[] byPublication,
        EligibleContents eligible,
        int undescribed,
        InterestProfiler profiler,
        QueryReader queryReader) {

    static ServingGeneration of(
            GenerationManifest manifest,
            GraphTables tables,
            Map<String, ServingSpace> spaces,
            OpenedModules modules,
            Segmenter segmenter,
            ProfileParameters profile) {
        NodeIndex contents = tables.contents();
        long[] hashes = new long[contents.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = KeyHash.of(contents.key(i));
        }
        float[] popularity = tables.popularity();
        long[] published = tables.publishedAt();
        return new ServingGeneration(
                manifest,
                tables,
                spaces,
                modules,
                hashes,
                categoriesByName(tables.features(FeatureSpace.CATEGORY).index()),
                tables.features(FeatureSpace.ATTRIBUTE).index().keys().stream()
                        .map(key -> AttributeValue.ofKey(key).property())
                        .collect(Collectors.toCollection(TreeSet::new)),
                ordinals(hashes.length, Comparator.comparingDouble(i -> -popularity[i]), i -> true),
                relative(popularity),
                ordinals(
                        hashes.length,
                        Comparator.comparingLong((Integer i) -> published[i]).reversed(),
                        i -> published[i] != LiveContent.UNKNOWN_TIME),
                new EligibleContents(tables),
                tables.undescribed(),
                new InterestProfiler(profile, manifest.dataSet().timestamps(), tables.features()),
                QueryReader.of(tables, segmenter));
    }

    private static Map<String, List<Integer>> categoriesByName(NodeIndex categories) {
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int i = 0; i < categories.size(); i++) {
            CategoryPath category = CategoryPath.ofKey(categories.key(i));
            byName.computeIfAbsent(category.name(), name -> new ArrayList<>()).add(i);
            if (category.path().size() > 1) {
                byName.computeIfAbsent(String.join("/", category.path()), name -> new ArrayList<>()).add(i);
            }
        }
        return byName;
    }

    private static float[] relative(float[] popularity) {
        float highest = 0;
        for (float one : popularity) {
            highest = Math.max(highest, one);
        }
        float[] relative = new float[popularity.length];
        for (int i = 0; i < relative.length && highest > 0; i++) {
            relative[i] = (float) (Math.log1p(popularity[i]) / Math.log1p(highest));
        }
        return relative;
    }

    private static int[] ordinals(int count, Comparator<Integer> order, IntPredicate included) {
        return IntStream.range(0, count).filter(included).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }
}
