package io.graphrecall.pipeline.channel;

import io.graphrecall.metapath.sparse.ReusePool;

/** Pool of boards. Thread-safe. */
public final class ScoreBoards {

    private final ReusePool<ScoreBoard> free = new ReusePool<>(() -> new ScoreBoard(this));

    /** Returns an empty board with room for ordinals below {@code range}. To be closed. */
    public ScoreBoard take(int range) {
        ScoreBoard board = free.take();
        board.ensure(range);
        return board;
    }

    void giveBack(ScoreBoard board) {
        free.giveBack(board);
    }

    /** Returns the positions of ordinals, all below {@code range}, in their list. To be closed. */
    public Positions positions(int[] ordinals, int range) {
        return new Positions(ordinals, range);
    }

    /** Finds positions in a list of ordinals in constant time. Not thread-safe. */
    public final class Positions implements AutoCloseable {

        /** The score of an ordinal is its position plus 1. */
        private final ScoreBoard board;

        private Positions(int[] ordinals, int range) {
            board = take(range);
            for (int position = 0; position < ordinals.length; position++) {
                board.add(ordinals[position], position + 1);
            }
        }

        /** Returns the position from 0, or -1 if the list does not have the ordinal. */
        public int of(int ordinal) {
            return (int) board.score(ordinal) - 1;
        }

        @Override
        public void close() {
            board.close();
        }
    }
}
