package io.graphrecall.service.snapshot;

import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.profile.InterestProfiler;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.CategoryPath;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A generation made ready to serve: its tables, and what requests look up in them by name. Immutable; thread-safe.
 *
 * @param contentHashes    {@link KeyHash} of each content's id
 * @param categoriesByName category ordinals by the name of their narrowest level and by their levels joined with
 *                         {@code /}
 * @param byPopularity     every content, the most popular first
 * @param relativePopularity by content: {@code ln(1 + p) / ln(1 + highest p)}
 * @param byPublication    contents whose publication time is known, the newest first
 * @param recallable       which contents may be answered when
 * @param profiler         computes interests with this generation's frequencies
 * @param queryReader      reads searches with this generation's vocabulary
 * @param spaces           the vector spaces, by name
 * @param paths            the meta-paths
 * @param models           what was learned of behaviour
 * @param graph            the vectors of the meta-path GCN; null where the generation has none
 */
record ServingGeneration(
        GenerationManifest manifest,
        GraphTables tables,
        Segmenter segmenter,
        long[] contentHashes,
        Map<String, List<Integer>> categoriesByName,
        int[] byPopularity,
        float[] relativePopularity,
        int[] byPublication,
        RecallableContents recallable,
        InterestProfiler profiler,
        QueryReader queryReader,
        Map<String, ServingSpace> spaces,
        List<ServingPath> paths,
        ServingModels models,
        @Nullable ServingGraph graph) {

    static ServingGeneration of(
            GenerationManifest manifest,
            GraphTables tables,
            Collection<VectorSpace> spaces,
            MetaPaths paths,
            Segmenter segmenter,
            ProfileParameters profile,
            ServingModels models) {
        NodeIndex contents = tables.contents();
        long[] hashes = new long[contents.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = KeyHash.of(contents.key(i));
        }
        Map<String, List<Integer>> byName = new HashMap<>();
        NodeIndex categories = tables.features(FeatureSpace.CATEGORY).index();
        for (int i = 0; i < categories.size(); i++) {
            CategoryPath category = CategoryPath.ofKey(categories.key(i));
            byName.computeIfAbsent(category.name(), name -> new ArrayList<>()).add(i);
            if (category.path().size() > 1) {
                byName.computeIfAbsent(String.join("/", category.path()), name -> new ArrayList<>()).add(i);
            }
        }
        List<ServingPath> served = paths.tables().stream()
                .map(path -> new ServingPath(path, new LivePlaces(paths, path.parameters().path()))).toList();
        float[] popularity = tables.popularity();
        long[] published = tables.publishedAt();
        return new ServingGeneration(
                manifest,
                tables,
                segmenter,
                hashes,
                byName,
                ordinals(hashes.length, Comparator.comparingDouble(i -> -popularity[i]), i -> true),
                relative(popularity),
                ordinals(
                        hashes.length,
                        Comparator.comparingLong((Integer i) -> published[i]).reversed(),
                        i -> published[i] != ServingSnapshot.UNKNOWN_TIME),
                new RecallableContents(tables),
                new InterestProfiler(profile, manifest.dataSet().timestamps(), tables.features()),
                QueryReader.of(tables, segmenter),
                spaces(spaces, published, hashes, manifest.seed()),
                served,
                models,
                models.graph() == null ? null : new ServingGraph(models.graph(), served));
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

    private static Map<String, ServingSpace> spaces(
            Collection<VectorSpace> spaces, long[] published, long[] hashes, long seed) {
        Map<String, ServingSpace> ready = new LinkedHashMap<>();
        spaces.forEach(space -> ready.put(space.name(), ServingSpace.of(space, published, hashes, seed)));
        return Collections.unmodifiableMap(ready);
    }

    private static int[] ordinals(int count, Comparator<Integer> order, IntPredicate wanted) {
        return IntStream.range(0, count).filter(wanted).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }
}
