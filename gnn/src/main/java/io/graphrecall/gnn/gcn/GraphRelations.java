package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.retrieval.neighbour.BehaviourNeighbours;
import io.graphrecall.retrieval.neighbour.EngagementSequences;
import io.graphrecall.retrieval.neighbour.NeighbourParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Derives the relations of a graph: its random-walk meta-paths among contents, and directed transitions of users. */
public final class GraphRelations {

    /** Directed transitions: contents that the same users engaged with next. The name is invalid for a meta-path. */
    public static final String NEXT = "(next)";

    private GraphRelations() {}

    /**
     * Returns the relations, sorted by name. Meta-paths of measures other than {@link Measure#WALK} are not included, since
     * their rows are no probabilities.
     *
     * @param parameters settings of the lookup tables, including the meta-paths
     */
    public static List<Relation> of(HeteroGraph graph, TableParameters parameters) {
        DataSet.Timestamps timestamps = graph.state().dataSet().timestamps();
        PathGraph paths = new PathGraph(graph, TableBuild.clickThrough(graph, parameters));
        List<Relation> relations = new ArrayList<>();
        for (MetaPathParameters path : parameters.metaPaths()) {
            if (path.isContentToContent() && path.measure() == Measure.WALK) {
                relations.add(alongPath(paths, path));
            }
        }
        relations.add(next(graph, parameters, new EngagementWeights(parameters.engagement(), timestamps)));
        relations.sort(Comparator.comparing(Relation::name));
        return List.copyOf(relations);
    }

    private static Relation alongPath(PathGraph graph, MetaPathParameters parameters) {
        MetaPath path = parameters.path();
        List<CsrTable> forward = PathSteps.of(graph, parameters).tablesInMemory();
        return path.isSymmetric()
                ? new Relation(parameters.name(), path.isDescriptive(0), forward, forward)
                : new Relation(parameters.name(), false, forward,
                        PathSteps.of(graph, parameters.reversed()).tablesInMemory());
    }

    private static Relation next(HeteroGraph graph, TableParameters parameters, EngagementWeights weights) {
        int contents = graph.nodes(NodeLabel.CONTENT).size();
        NeighbourParameters neighbours = parameters.neighbours();
        CsrTable next = BehaviourNeighbours.compute(
                EngagementSequences.of(graph.behaviour(), contents, weights), contents,
                new NeighbourParameters(
                        neighbours.gapWeights(), 0, 0, neighbours.usersPerContent(), neighbours.neighbours()),
                0, Progress.NONE);
        return new Relation(NEXT, false, List.of(Relation.rowNormalised(next)),
                List.of(Relation.rowNormalised(next.transpose())));
    }
}
