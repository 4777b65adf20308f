package io.graphrecall.pipeline.testing;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.parallel.LocalBlocks;

import java.util.List;
import java.util.Map;

/** Meta-paths over the contents of a small world. */
final class SmallPaths {

    /** Prefix of a search among clicks. */
    static final String SEARCH = "search:";

    private SmallPaths() {}

    static MetaPaths compute(HeteroGraph graph, List<MetaPathParameters> paths) {
        PathGraph pathGraph = new PathGraph(graph, TableBuild.clickThrough(graph, TableParameters.DEFAULT));
        return MetaPaths.compute(pathGraph, paths, 1, LocalBlocks.PLAIN, Progress.NONE);
    }

    /** @param clicks contents and searches by user, the oldest first */
    static HeteroGraph graph(List<String> contents, GraphTables tables, Map<String, List<String>> clicks) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        clicks.forEach((user, clicked) -> {
            behaviour.user(user);
            for (int i = 0; i < clicked.size(); i++) {
                String target = clicked.get(i);
                boolean search = target.startsWith(SEARCH);
                behaviour.event(
                        search ? Action.SEARCH : Action.CLICK,
                        search ? tables.queries().ordinal(target.substring(SEARCH.length())) : contents.indexOf(target),
                        SmallWorld.NOW - clicked.size() + i, -1, -1, -1);
            }
        });
        Behaviour built = behaviour.build();
        CsrTable none = CsrTable.empty(contents.size(), 0);
        return new HeteroGraph(
                new HeteroGraph.State(0, "", DataSet.UNNAMED, SmallWorld.NOW),
                Map.of(NodeLabel.CONTENT, tables.contents(), NodeLabel.ITEM, tables.items(), NodeLabel.QUERY,
                        tables.queries(), NodeLabel.TAG, tables.features(FeatureSpace.TAG).index(), NodeLabel.CATEGORY,
                        tables.features(FeatureSpace.CATEGORY).index(), NodeLabel.ATTRIBUTE,
                        tables.features(FeatureSpace.ATTRIBUTE).index(), NodeLabel.USER, built.users()),
                Map.of(new Hop(NodeLabel.CONTENT, RelationshipType.HAS_TAG, NodeLabel.TAG),
                        tables.features(FeatureSpace.TAG).contents().inMemory(),
                        new Hop(NodeLabel.CONTENT, RelationshipType.IN_CATEGORY, NodeLabel.CATEGORY),
                        tables.features(FeatureSpace.CATEGORY).contents().inMemory(),
                        new Hop(NodeLabel.ITEM, RelationshipType.HAS_TAG, NodeLabel.TAG),
                        tables.features(FeatureSpace.TAG).items().inMemory()),
                new HeteroGraph.ContentFacts(tables.publishedAt(), tables.expiresAt(), tables.hidden(),
                        tables.authors(), tables.author(), tables.titles(), tables.impressions()),
                new HeteroGraph.Texts(NodeIndex.EMPTY, none, CsrTable.empty(tables.items().size(), 0)), Map.of(),
                built);
    }
}
