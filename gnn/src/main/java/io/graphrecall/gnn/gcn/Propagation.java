package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.tensor.SparseRows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Passes vectors of contents along the relations of one graph, as LightGCN does: nothing is learned on the way, and
 * there is no non-linearity (He et al. 2020). Its arrays live as long as the manager it was made with.
 */
final class Propagation {

    /** A walk that is as likely as this to end where it began leads to nothing else. */
    private static final float ALONE = 0.999f;

    private final int contents;
    private final List<Ways> ways;
    /** By role: [contents, 1 + relations], row by row. */
    private final ByRole<boolean[]> present;
    /** By relation, a content's own vector before all: whether contents that nobody engaged with have it too. */
    private final boolean[] describes;
    /** By content: whether it has any such relation. */
    private final boolean[] described;

    /** How a relation is walked, by role; {@code alike} where it leads both ways alike. */
    private record Ways(ByRole<Walk> walks, boolean alike) {}

    /**
     * A product of matrices without its diagonal: a content gets nothing from itself, as a new one has nothing of its own.
     *
     * @param matrices the first to be walked first
     * @param self     the chance that a walk ends where it began, [contents, 1]
     * @param others   what makes the chances of all others add up to 1, [contents, 1]; 0 where there are none
     * @param reaching by content: whether there are others
     */
    private record Walk(List<NDArray> matrices, NDArray self, NDArray others, boolean[] reaching) {

        static Walk of(NDManager manager, List<CsrTable> tables) {
            boolean[] reaching = Relation.reaching(tables);
            float[] returning = Relation.returning(tables);
            float[] others = new float[returning.length];
            for (int content = 0; content < others.length; content++) {
                reaching[content] &= returning[content] <= ALONE;
                others[content] = reaching[content] ? 1 / (1 - returning[content]) : 0;
            }
            Shape column = new Shape(returning.length, 1);
            return new Walk(
                    tables.stream().map(table -> SparseRows.of(
                            manager, table, IntStream.range(0, table.rows()).toArray())).toList(),
                    manager.create(returning, column), manager.create(others, column), reaching);
        }

        NDArray apply(NDArray vectors) {
            NDArray walked = vectors;
            for (NDArray matrix : matrices.reversed()) {
                walked = matrix.matMul(walked);
            }
            return walked.sub(vectors.mul(self)).mul(others);
        }
    }

    /** @param places of contents among those that have a vector of their own, -1 where it has none */
    Propagation(NDManager manager, List<Relation> relations, int[] places) {
        contents = places.length;
        ways = relations.stream().map(relation -> ways(manager, relation)).toList();
        describes = new boolean[relations.size() + 1];
        described = new boolean[contents];
        present = ByRole.of(role -> {
            boolean[] cells = new boolean[contents * describes.length];
            fill(cells, 0, content -> places[content] >= 0);
            for (int i = 0; i < relations.size(); i++) {
                boolean[] reaching = ways.get(i).walks().get(role).reaching();
                fill(cells, i + 1, content -> reaching[content]);
            }
            return cells;
        });
        for (int i = 0; i < relations.size(); i++) {
            describes[i + 1] = relations.get(i).describes();
            boolean[] reaching = ways.get(i).walks().trigger().reaching();
            for (int content = 0; content < contents && describes[i + 1]; content++) {
                described[content] |= reaching[content];
            }
        }
    }

    private static Ways ways(NDManager manager, Relation relation) {
        Walk trigger = Walk.of(manager, relation.forward());
        boolean alike = relation.backward().equals(relation.forward());
        return new Ways(new ByRole<>(trigger, alike ? trigger : Walk.of(manager, relation.backward())), alike);
    }

    private void fill(boolean[] cells, int column, IntPredicate there) {
        for (int content = 0; content < contents; content++) {
            cells[content * describes.length + column] = there.test(content);
        }
    }

    /** What contents have and get: of each role {@code [contents, width]} once for themselves and for each relation. */
    ByRole<List<NDArray>> apply(NDArray own) {
        ByRole<List<NDArray>> got = ByRole.of(role -> new ArrayList<>(List.of(own)));
        for (Ways relation : ways) {
            NDArray forward = relation.walks().trigger().apply(own);
            got.trigger().add(forward);
            got.target().add(relation.alike() ? forward : relation.walks().target().apply(own));
        }
        return got;
    }

    /**
     * What contents have something of, of each role {@code [contents * (1 + relations)]}, 1 or 0.
     *
     * @param cold   share of the contents, of those that are described, that are to have nothing else
     * @param random chooses them, the same ones for each role
     */
    ByRole<float[]> present(float cold, SplittableRandom random) {
        boolean[] isCold = new boolean[contents];
        for (int content = 0; content < contents && cold > 0; content++) {
            isCold[content] = random.nextDouble() < cold && described[content];
        }
        return present.map((role, cells) -> {
            float[] of = new float[cells.length];
            for (int cell = 0; cell < cells.length; cell++) {
                boolean takes = describes[cell % describes.length] || !isCold[cell / describes.length];
                of[cell] = cells[cell] && takes ? 1 : 0;
            }
            return of;
        });
    }
}
