package io.graphrecall.service.http;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.space.SpaceMap;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.RecallException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** {@code GET /v1/spaces}: the embedding spaces, and {@code GET /v1/spaces/{space}/map}: the map of one. */
final class SpaceEndpoints {

    private static final int MAX_TAGS = 3;

    private final ServiceParts parts;
    /** The maps of the serving generation; each is computed by its first request. */
    private final Map<MapKey, ComputedMap> maps = new ConcurrentHashMap<>();

    SpaceEndpoints(ServiceParts parts) {
        this.parts = parts;
    }

    private record MapKey(GenerationId generation, String space) {}

    private record ComputedMap(SpaceMap positions, List<Cluster> clusters) {}

    private record Listing(String generation, List<Space> spaces) {}

    private record Space(String space, int dimensions, int contents, int clusters) {}

    private record View(
            String space, String generation, int contents, double[] explained, List<Point> points,
            List<Cluster> clusters) {}

    private record Point(String contentId, float x, float y, int cluster) {}

    private record Cluster(int cluster, int contents, List<String> tags) {}

    List<Endpoint> all() {
        return List.of(new Endpoint("spaces", this::list), new Endpoint("spaceMap", this::map));
    }

    private Reply list(ApiRequest request) {
        ServingSnapshot snapshot = parts.recalls().snapshots().get();
        return Reply.ok(new Listing(snapshot.manifest().id().value(), snapshot.spaces().values().stream()
                .map(space -> new Space(space.name(), space.clusters().centroids().dimensions(),
                        IntStream.of(space.clusters().sizes()).sum(), space.clusters().count()))
                .toList()));
    }

    private Reply map(ApiRequest request) {
        ServingSnapshot snapshot = parts.recalls().snapshots().get();
        String name = Objects.requireNonNull(request.parameters().text("space"));
        ServingSpace space = snapshot.spaces().get(name);
        if (space == null) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown space '" + name + "', the spaces are "
                    + String.join(", ", snapshot.spaces().keySet()));
        }
        GenerationId generation = snapshot.manifest().id();
        maps.keySet().removeIf(key -> !key.generation().equals(generation));
        Clusters clusters = space.clusters();
        ComputedMap computed = maps.computeIfAbsent(new MapKey(generation, name), unused -> new ComputedMap(
                SpaceMap.of(space, snapshot.manifest().seed()),
                clusters(clusters, snapshot.tables())));
        SpaceMap map = computed.positions();
        IntPredicate eligible = snapshot.eligible(parts.recalls().clock().millis());
        List<Point> points = IntStream.range(0, map.contents().length).filter(i -> eligible.test(map.contents()[i]))
                .mapToObj(i -> new Point(snapshot.contentId(map.contents()[i]), (float) map.x()[i], (float) map.y()[i],
                        clusters.clusterOf()[map.contents()[i]]))
                .toList();
        return Reply
                .ok(new View(name, generation.value(), IntStream.of(clusters.sizes()).sum(), map.explained(), points,
                        computed.clusters()));
    }

    /**
     * Returns the clusters with the tags and categories that distinguish each: those with the largest sums of inverse
     * frequencies.
     */
    private static List<Cluster> clusters(Clusters clusters, GraphTables tables) {
        List<Map<String, Float>> weights = new ArrayList<>();
        IntStream.range(0, clusters.count()).forEach(unused -> weights.add(new HashMap<>()));
        addTo(weights, clusters, tables.features(FeatureSpace.TAG), key -> key);
        addTo(weights, clusters, tables.features(FeatureSpace.CATEGORY), key -> CategoryPath.ofKey(key).name());
        int[] sizes = clusters.sizes();
        return IntStream.range(0, sizes.length).mapToObj(cluster -> new Cluster(cluster, sizes[cluster],
                weights.get(cluster).entrySet().stream()
                        .sorted(Map.Entry.<String, Float>comparingByValue().reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MAX_TAGS).map(Map.Entry::getKey).toList()))
                .toList();
    }

    /** Adds the inverse frequencies of the contents' features to the sums of their clusters, by name. */
    private static void addTo(
            List<Map<String, Float>> sums, Clusters clusters, FeatureTables features, UnaryOperator<String> nameOf) {
        List<String> names = features.index().keys().stream().map(nameOf).toList();
        SparseTable table = features.contents();
        for (int content = 0; content < clusters.clusterOf().length; content++) {
            int cluster = clusters.clusterOf()[content];
            for (int i = table.start(content); cluster >= 0 && i < table.end(content); i++) {
                sums.get(cluster).merge(names.get(table.column(i)), features.idf()[table.column(i)], Float::sum);
            }
        }
    }
}
