package io.graphrecall.retrieval.tables;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.clickthrough.ClickThroughTable;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.QueryForms;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.neighbour.BehaviourNeighbours;
import io.graphrecall.retrieval.neighbour.EngagementSequences;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.retrieval.similar.FeatureNeighbours;
import io.graphrecall.retrieval.similar.SimilarParameters;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Computes all tables from the graph in memory. The same graph, parameters and seed give the same tables. Thread-safe.
 */
public final class TableBuild {

    /** Feature spaces for the similarity of items and contents. */
    private static final Map<FeatureSpace, Double> ITEM_SPACES = Map.of(
            FeatureSpace.TAG, 1.0, FeatureSpace.CATEGORY, 1.0, FeatureSpace.ATTRIBUTE, 1.0, FeatureSpace.TERM, 0.5);

    private final TableParameters parameters;
    private final Segmenter segmenter;

    /** @param segmenter splits queries into terms; the same that split titles and descriptions */
    public TableBuild(TableParameters parameters, Segmenter segmenter) {
        this.parameters = parameters;
        this.segmenter = segmenter;
    }

    /** Returns the query click-through of a graph. */
    public static QueryClickThrough clickThrough(HeteroGraph graph, TableParameters parameters) {
        return clickThrough(graph, parameters, query -> query);
    }

    private static QueryClickThrough clickThrough(
            HeteroGraph graph, TableParameters parameters, IntUnaryOperator group) {
        Behaviour behaviour = graph.behaviour();
        DataSet.Timestamps timestamps = graph.state().dataSet().timestamps();
        EngagementWeights weights = new EngagementWeights(parameters.engagement(), timestamps);
        return QueryClickThrough.of(behaviour, parameters.search(), timestamps,
                event -> weights.strength(behaviour.action(event), behaviour.dwellMs(event)), group);
    }

    /**
     * Computes all tables.
     *
     * @param seed seed of the order of equal weights
     */
    public GraphTables compute(HeteroGraph graph, long seed, Progress progress) {
        progress.begin("Computing tables", -1);
        NodeIndex contents = graph.nodes(NodeLabel.CONTENT);
        FeatureBuild featureBuild = new FeatureBuild(graph);
        EngagementSequences sequences = EngagementSequences.of(graph.behaviour(), contents.size(),
                new EngagementWeights(parameters.engagement(), graph.state().dataSet().timestamps()));
        Map<FeatureSpace, FeatureTables> features = FeatureRelevance.of(featureBuild.tables(segmenter), sequences);
        HeteroGraph.ContentFacts facts = graph.facts();
        DataSet.Timestamps timestamps = graph.state().dataSet().timestamps();
        Popularity popularity = Popularity.of(
                graph.behaviour(), contents.size(), parameters.popularityHalfLife(), timestamps, graph.state().asOf());
        CsrTable i2i = BehaviourNeighbours.compute(
                sequences, contents.size(), parameters.neighbours(), seed, progress);
        CsrTable similar = new FeatureNeighbours(features, parameters.similar()).contentNeighbours(seed, progress);
        CsrTable ledTo = ledTo(graph, features, seed, progress);
        progress.end(
                Counts.of(i2i.size(), "neighbour") + " by behaviour, " + Counts.of(similar.size()) + " by features");
        return new GraphTables(contents, graph.nodes(NodeLabel.ITEM), graph.nodes(NodeLabel.QUERY), facts.authors(),
                facts.publishedAt(), facts.expiresAt(), facts.hidden(), facts.author(), facts.titles(),
                popularity.decayed(), popularity.positives(), facts.impressions(), features,
                featureBuild.tagClosure(), i2i, similar, ledTo, featureBuild.vocabulary());
    }

    /** Returns a query reader with the names of tags, categories and attributes in the graph, without ancestors of tags. */
    public static QueryReader queryReader(HeteroGraph graph, Segmenter segmenter) {
        return new FeatureBuild(graph).reader(segmenter);
    }

    /** Returns the click-through of each form of queries, in the row of its representative. */
    private CsrTable ledTo(
            HeteroGraph graph, Map<FeatureSpace, FeatureTables> features, long seed, Progress progress) {
        NodeIndex queries = graph.nodes(NodeLabel.QUERY);
        QueryForms forms = QueryForms.of(queries);
        int[] representatives = queries.keys().parallelStream().mapToInt(forms::representative).toArray();
        QueryClickThrough clickThrough = clickThrough(graph, parameters, query -> representatives[query]);
        int items = graph.nodes(NodeLabel.ITEM).size();
        int contents = graph.nodes(NodeLabel.CONTENT).size();
        SimilarParameters perItem = parameters.similar().with(ITEM_SPACES, parameters.search().perItem());
        CsrTable similarToItems = items == 0 || clickThrough.size() == 0
                ? CsrTable.empty(items, contents)
                : new FeatureNeighbours(features, perItem).itemNeighbours(seed, progress);
        return ClickThroughTable.of(clickThrough, queries.size(), similarToItems, parameters.search(), seed);
    }
}
