package io.graphrecall.gnn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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

    private final int contents;
    private final List<Ways> ways;
    /** By role: [contents, 1 + relations], row by row. */
    private final ByRole<boolean[]> present;
    /** By relation, a content's own vector before all: whether contents that nobody engaged with have it too. */
    private final boolean[] describes;
    /** By content: whether it has any such relation. */
    private final boolean[] described;

    /** The matrices of a relation, by role; the same list where it leads both ways alike. */
    private record Ways(List<NDArray> trigger, List<NDArray> target) {

        boolean both() {
            return trigger == target;
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
                boolean[] reaching = Relation.reaching(tables(relations.get(i), role));
                fill(cells, i + 1, content -> reaching[content]);
            }
            return cells;
        });
        for (int i = 0; i < relations.size(); i++) {
            describes[i + 1] = relations.get(i).describes();
            boolean[] reaching = Relation.reaching(relations.get(i).forward());
            for (int content = 0; content < contents && describes[i + 1]; content++) {
                described[content] |= reaching[content];
            }
        }
    }

    private static List<CsrTable> tables(Relation relation, Role role) {
        return role == Role.TRIGGER ? relation.forward() : relation.backward();
    }

    private static Ways ways(NDManager manager, Relation relation) {
        List<NDArray> trigger = matrices(manager, relation.forward());
        return new Ways(trigger, relation.backward().equals(relation.forward())
                ? trigger
                : matrices(manager, relation.backward()));
    }

    private static List<NDArray> matrices(NDManager manager, List<CsrTable> tables) {
        return tables.stream().map(table -> SparseRows.of(
                manager, table, IntStream.range(0, table.rows()).toArray())).toList();
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
            NDArray forward = walked(relation.trigger(), own);
            got.trigger().add(forward);
            got.target().add(relation.both() ? forward : walked(relation.target(), own));
        }
        return got;
    }

    private static NDArray walked(List<NDArray> matrices, NDArray vectors) {
        NDArray walked = vectors;
        for (NDArray matrix : matrices.reversed()) {
            walked = matrix.matMul(walked);
        }
        return walked;
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
