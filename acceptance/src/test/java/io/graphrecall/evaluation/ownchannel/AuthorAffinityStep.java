package io.graphrecall.evaluation.ownchannel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Progress;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Learns the affinity of authors: the cosine of their sets of engaged users,
 * {@code affinity(a, b) = |users(a) & users(b)| / sqrt(|users(a)| * |users(b)|)}. The generation stores it as the table
 * {@value #TABLE}, by ordinals of authors.
 */
final class AuthorAffinityStep implements TrainingStep {

    static final String TABLE = "author_affinity";

    @Override
    public String name() {
        return "author_affinity";
    }

    @Override
    public String description() {
        return "the affinity of authors (channel author_affinity)";
    }

    @Override
    public TrainingResult run(TrainingInput input, TrainingContext context, Progress progress) {
        int authors = input.tables().authors().size();
        progress.begin("Computing the affinity of authors", authors);
        CsrTable affinity = affinity(usersByAuthor(input, authors));
        progress.end("%,d pairs".formatted(affinity.size()));
        return new TrainingResult(
                Map.of(), Map.of(), Map.of("author_affinity.pairs", (double) affinity.size()),
                List.of(writer -> writer.table(TABLE, affinity)));
    }

    private static BitSet[] usersByAuthor(TrainingInput input, int authors) {
        BitSet[] users = new BitSet[authors];
        for (int author = 0; author < authors; author++) {
            users[author] = new BitSet();
        }
        Behaviour behaviour = input.graph().behaviour();
        for (int user = 0; user < behaviour.users().size(); user++) {
            for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
                int author = behaviour.action(event).positive() ? input.tables().author()[behaviour.target(event)] : -1;
                if (author >= 0) {
                    users[author].set(user);
                }
            }
        }
        return users;
    }

    private static CsrTable affinity(BitSet[] usersByAuthor) {
        CsrTable.Builder table = CsrTable.builder(usersByAuthor.length);
        for (BitSet users : usersByAuthor) {
            for (int other = 0; other < usersByAuthor.length; other++) {
                BitSet common = (BitSet) users.clone();
                common.and(usersByAuthor[other]);
                if (!common.isEmpty()) {
                    double size = Math.sqrt((double) users.cardinality() * usersByAuthor[other].cardinality());
                    table.add(other, (float) (common.cardinality() / size));
                }
            }
            table.endRow();
        }
        return table.build();
    }
}
