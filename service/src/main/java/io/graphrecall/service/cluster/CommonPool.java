package io.graphrecall.service.cluster;

/** The common pool of threads of the JVM, which Hazelcast uses for asynchronous calls. */
public final class CommonPool {

    /** System property of the number of threads. */
    private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private CommonPool() {}

    /**
     * Gives the pool at least two threads, unless the system property is set. With two processors it would have one, and
     * Hazelcast would run each asynchronous call in a new thread, which doubles the cost of some reads. To be called at the
     * start of a program, before anything uses the pool.
     */
    public static void widen() {
        if (System.getProperty(PARALLELISM) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(PARALLELISM, "2");
        }
    }
}
