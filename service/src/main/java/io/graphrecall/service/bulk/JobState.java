package io.graphrecall.service.bulk;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.BitSet;

/**
 * Blocks of a job: taken, finished and consumed. It is an entry of a shared map with a copy on another member; only entry
 * processors change it.
 */
final class JobState implements Serializable {

    private static final long serialVersionUID = 1;

    /** Answers to a worker that asks for a block, beside the number of a block. */
    static final int ALL_TAKEN = -1;
    /** Ask again later: the command has to consume results or send inputs first. */
    static final int WAIT = -2;
    /** The command has not been heard of for {@link #MAX_SILENCE_MS}. */
    static final int ABANDONED = -3;
    /** There is no such job any more. */
    static final int GONE = -4;

    /** The command asks for results many times per second. */
    static final long MAX_SILENCE_MS = 60_000;
    /** Longest time between two steps that counts as silence: the clock of a member may be set meanwhile. */
    static final long MAX_GAP_MS = 30_000;

    private final int blocks;
    private final BitSet finished = new BitSet();
    private int consumed;
    private int available;
    private long execution;
    private int next;
    /** Time since the last call of the command, in milliseconds. */
    private long silence;
    /** Time of the latest request for a block; 0 before the first one. */
    private long askedAt;
    private @Nullable RecallException failure;

    JobState(int blocks) {
        this.blocks = blocks;
    }

    /**
     * Takes a block that no worker of this execution has taken. A new execution begins with what is not finished.
     *
     * @param now milliseconds of the clock of the member that stores this state
     */
    int take(long currentExecution, long now) {
        silence += askedAt == 0 ? 0 : Math.clamp(now - askedAt, 0, MAX_GAP_MS);
        askedAt = now;
        if (silence > MAX_SILENCE_MS) {
            return ABANDONED;
        }
        if (currentExecution != execution) {
            execution = currentExecution;
            next = consumed;
        }
        int block = untaken(execution);
        if (block >= blocks) {
            return ALL_TAKEN;
        }
        if (block >= available) {
            return WAIT;
        }
        next = block + 1;
        return block;
    }

    /** Returns true if the workers of an execution have taken all blocks. */
    boolean isAllTaken(long ofExecution) {
        return untaken(ofExecution) >= blocks;
    }

    private int untaken(long ofExecution) {
        return finished.nextClearBit(ofExecution == execution ? Math.max(next, consumed) : consumed);
    }

    void finish(int block) {
        finished.set(block);
    }

    boolean isFinished(int block) {
        return finished.get(block);
    }

    /**
     * Marks a block whose result is lost as not finished. The workers of the present execution take it next, and may
     * compute later blocks once more.
     */
    void lose(int block) {
        finished.clear(block);
        next = Math.min(next, block);
    }

    /** Keeps the first failure. */
    void fail(RecallException cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /**
     * Records how many blocks the command has consumed. Returns the end of the finished ones that follow.
     *
     * @param end end of the blocks that may be taken
     */
    int consume(int count, int end) {
        consumed = count;
        available = end;
        silence = 0;
        return finished.nextClearBit(count);
    }

    @Nullable
    RecallException failure() {
        return failure;
    }
}
