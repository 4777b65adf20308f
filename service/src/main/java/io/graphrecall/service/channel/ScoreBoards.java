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

    /** Gives a board back; it must be empty. */
    void giveBack(ScoreBoard board) {
        free.add(board);
    }
}
