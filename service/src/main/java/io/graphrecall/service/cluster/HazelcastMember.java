package io.graphrecall.service.cluster;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.graphrecall.pipeline.channel.MemberCache;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.bulk.BulkMember;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.state.UserStates;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Starts this process's member of the Hazelcast cluster. */
public final class HazelcastMember {

    private static final String CACHE_PREFIX = "cache-";

    /** Entries of a cache per member. With half a kilobyte per entry a cache takes 25 MiB. */
    private static final int CACHE_ENTRIES = 50_000;
    /** Entries of a cache that a member also keeps as objects, its own ones included, so that most reads do not wait. */
    private static final int NEAR_ENTRIES = 20_000;

    /** Interval at which a member that was removed looks for the others. */
    private static final String REJOIN_SECONDS = "2";

    /**
     * Merge policy of a member that joins again after it was removed: it brings nothing. Its copies lack what the others
     * have written since.
     */
    private static final MergePolicyConfig DISCARD = new MergePolicyConfig()
            .setPolicy(DiscardMergePolicy.class.getName());

    /** Classes of objects that a member accepts in Java's serial form. */
    private static final JavaSerializationFilterConfig JAVA_CLASSES = new JavaSerializationFilterConfig()
            .setDefaultsDisabled(true)
            .setWhitelist(new ClassFilter().addPrefixes("io.graphrecall.", "com.hazelcast.", "java.lang.", "java.util.",
                    "java.time.", "java.math.", "["));

    private HazelcastMember() {}

    /** A member that runs alone is joined by nobody, so its name is one that nobody knows. */
    private static String name(ClusterSettings cluster) {
        return cluster.members().isEmpty() ? cluster.name() + "-" + UUID.randomUUID() : cluster.name();
    }

    public static HazelcastInstance start(ClusterSettings cluster, StateParameters state) {
        return Hazelcast.newHazelcastInstance(config(cluster, state));
    }

    public static MemberCache cache(HazelcastInstance hazelcast, String name) {
        return new HazelcastCache(hazelcast.getMap(CACHE_PREFIX + name));
    }

    private static Config config(ClusterSettings cluster, StateParameters state) {
        Config config = new Config().setClusterName(name(cluster));
        config.getSerializationConfig().setJavaSerializationFilterConfig(JAVA_CLASSES);
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", Long.toString(cluster.heartbeatTimeout().toSeconds()));
        // Longer than it takes to remove a member that does not respond, upon which its calls go to another one.
        config.setProperty("hazelcast.operation.call.timeout.millis",
                Long.toString(cluster.heartbeatTimeout().multipliedBy(2).toMillis()));
        // Removed and replaced entries leave the near caches of other members at once, not with the next batch.
        config.setProperty("hazelcast.map.invalidation.batch.enabled", "false");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", REJOIN_SECONDS);
        config.setProperty("hazelcast.merge.next.run.delay.seconds", REJOIN_SECONDS);
        int threads = cluster.threads() > 0 ? cluster.threads() : Runtime.getRuntime().availableProcessors();
        config.setProperty("hazelcast.operation.thread.count", Integer.toString(threads));
        config.addMapConfig(new MapConfig("default").setMergePolicyConfig(DISCARD));
        config.getMetricsConfig().setEnabled(false);
        network(config, cluster);
        UserStates.configure(config, state);
        Generations.configure(config);
        BulkMember.configure(config, bulkThreads(cluster));
        config.addMapConfig(new MapConfig(CACHE_PREFIX + "*")
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(0)
                .setMergePolicyConfig(DISCARD)
                .setPerEntryStatsEnabled(false)
                .setNearCacheConfig(new NearCacheConfig()
                        .setInMemoryFormat(InMemoryFormat.OBJECT)
                        .setCacheLocalEntries(true)
                        .setEvictionConfig(new EvictionConfig()
                                .setEvictionPolicy(EvictionPolicy.LRU)
                                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                                .setSize(NEAR_ENTRIES)))
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                        .setSize(CACHE_ENTRIES)));
        return config;
    }

    /** A member that runs alone takes no bulk work, so that it starts faster. */
    private static int bulkThreads(ClusterSettings cluster) {
        if (cluster.members().isEmpty()) {
            return 0;
        }
        return cluster.bulkThreads() > 0 ? cluster.bulkThreads() : Runtime.getRuntime().availableProcessors();
    }

    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new RecallException(RecallException.Code.INVALID, "unknown cluster host '" + host + "'", e);
        }
    }

    private static void network(Config config, ClusterSettings cluster) {
        config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(true).setPortCount(1000);
        // The setting of interfaces would also drop all other members that are given by name.
        config.setProperty("hazelcast.local.localAddress", address(cluster.host()));
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(!cluster.members().isEmpty()).setMembers(cluster.members());
    }
}
