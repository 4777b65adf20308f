package io.graphrecall.schema.parallel;

import io.graphrecall.schema.RecallException;

/** Machine that computes blocks. Thread-safe. */
public interface BlockHost {

    /** Machine without services. */
    BlockHost NONE = new BlockHost() {
        @Override
        public <T> T service(Class<T> type) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "there is no " + type.getSimpleName());
        }
    };

    /** Returns a machine with one service. */
    static <S> BlockHost of(Class<S> type, S service) {
        return new BlockHost() {
            @Override
            public <T> T service(Class<T> requested) {
                return requested == type ? requested.cast(service) : NONE.service(requested);
            }
        };
    }

    /**
     * Returns a service that runs on the machine.
     *
     * @throws RecallException UNAVAILABLE if there is none, for instance while it starts
     */
    <T> T service(Class<T> type);

    /** Returns the {@link BlockTask#input} of a block that another machine has sent. */
    default byte[] input(int block) {
        throw new RecallException(RecallException.Code.UNAVAILABLE, "no machine has sent the input of block " + block);
    }
}
