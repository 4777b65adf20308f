package io.graphrecall.service.bulk;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockHost;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Share of one member in jobs: its services and its threads. Thread-safe. */
public final class BulkMember implements BlockHost, AutoCloseable {

    /** Attribute of a member: the version of its program. */
    static final String VERSION = "graph-recall-version";
    /** Attribute of a member that takes jobs: its number of threads for them. */
    static final String THREADS = "bulk-threads";

    private static final String CONTEXT_KEY = "bulk-member";
    /** Maximum time that the shutdown of a member waits for the blocks that it computes. */
    private static final long MAX_CLOSE_SECONDS = 10;

    private final int threads;
    private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
    /** Held for reading while a block is computed, and for writing by the shutdown. */
    private final ReadWriteLock computing = new ReentrantReadWriteLock();
    private volatile boolean closing;

    private BulkMember(int threads) {
        this.threads = threads;
    }

    /**
     * Adds the share of a member to its configuration.
     *
     * @param threads maximum number of blocks at a time; 0 for a member that takes no jobs
     */
    public static void configure(Config config, int threads) {
        config.getMemberAttributeConfig().setAttribute(VERSION, version());
        config.getUserContext().put(CONTEXT_KEY, new BulkMember(threads));
        // Jobs run on separate threads. The one cooperative thread sleeps.
        config.getJetConfig().setEnabled(threads > 0).setResourceUploadEnabled(false).setCooperativeThreadCount(1);
        if (threads > 0) {
            BulkMaps.configure(config);
            config.getMemberAttributeConfig().setAttribute(THREADS, Integer.toString(threads));
        }
    }

    /** Returns the object of a member. */
    public static BulkMember of(HazelcastInstance hazelcast) {
        return (BulkMember) Objects.requireNonNull(hazelcast.getUserContext().get(CONTEXT_KEY), "configured");
    }

    /** Version of this program, from the manifest of its jar. */
    static String version() {
        @Nullable
        String version = BulkMember.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** Offers a service to tasks. */
    public <T> void offer(Class<T> type, T service) {
        services.put(type, service);
    }

    @Override
    public <T> T service(Class<T> type) {
        Object service = services.get(type);
        if (service == null) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "the member is still starting");
        }
        return type.cast(service);
    }

    boolean isClosing() {
        return closing;
    }

    int threads() {
        return threads;
    }

    /** Runs a computation unless the member shuts down. */
    void compute(Runnable computation) {
        if (!closing && computing.readLock().tryLock()) {
            try {
                computation.run();
            } finally {
                computing.readLock().unlock();
            }
        }
    }

    /** Begins no further block and waits for those that are computed, before the services close. */
    @Override
    public void close() {
        closing = true;
        try {
            if (computing.writeLock().tryLock(MAX_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                computing.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
