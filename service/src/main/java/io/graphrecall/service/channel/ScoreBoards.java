package io.graphrecall.service.channel;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Boards to be used again. Holds as many as were ever in use at one time. Thread-safe. */
public final class ScoreBoards {

    private final ConcurrentLinkedQueue<ScoreBoard> free = new ConcurrentLinkedQueue<>();

    /** An empty board with room for so many contents. */
    ScoreBoard take(int contents) {
        ScoreBoard board = free.poll();
        if (board == null) {
            return new ScoreBoard(contents);
        }
        board.ensure(contents);
        return board;
    }

    /** Where each of some ordinals, below {@code range}, stands in their list. To be closed. */
    Places places(int[] ordinals, int range) {
        return new Places(ordinals, range);
    }

    /** Finds places in a list of ordinals without searching it; not thread-safe. */
    final class Places implements AutoCloseable {

        /** An ordinal's score is its place, counted from 1. */
        private final ScoreBoard board;

        private Places(int[] ordinals, int range) {
            board = take(range);
            for (int place = 0; place < ordinals.length; place++) {
                board.add(ordinals[place], place + 1);
            }
        }

        /** The place, from 0 up, or -1 where the list has no such ordinal. */
        int of(int ordinal) {
            return (int) board.score(ordinal) - 1;
        }

        @Override
        public void close() {
            giveBack(board);
        }
    }

    /** Gives a board back, whatever is on it. */
    void giveBack(ScoreBoard board) {
        board.clear();
        free.add(board);
    }
}
