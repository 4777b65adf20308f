package io.graphrecall.service.cluster;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.service.bulk.MemberBlocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/**
 * Connection of a command to the members of its cluster. It is no member: it stores nothing and listens on no port.
 * Thread-safe.
 */
public final class ClusterClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterClient.class);

    /** Maximum time to reach one address. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** Maximum time until a first member is reached, or reached again. */
    private static final Duration CLUSTER_TIMEOUT = Duration.ofSeconds(5);

    private final HazelcastInstance client;

    private ClusterClient(HazelcastInstance client) {
        this.client = client;
    }

    /** Connects to the members that the settings name. Returns an empty value if none of them responds. */
    public static Optional<ClusterClient> connect(ClusterSettings cluster) {
        try {
            return Optional.of(new ClusterClient(HazelcastClient.newHazelcastClient(config(cluster))));
        } catch (IllegalStateException e) {
            LOG.info("No member of cluster {} responds at {}: {}", cluster.name(), cluster.members(), e.getMessage());
            return Optional.empty();
        }
    }

    private static ClientConfig config(ClusterSettings cluster) {
        ClientConfig config = new ClientConfig().setClusterName(cluster.name());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.client.heartbeat.interval", "1000");
        config.setProperty("hazelcast.client.heartbeat.timeout",
                Long.toString(cluster.heartbeatTimeout().toMillis()));
        config.getMetricsConfig().setEnabled(false);
        config.getNetworkConfig()
                .setAddresses(cluster.members().stream().map(member -> withPort(member, cluster.port())).toList())
                .setConnectionTimeout((int) CONNECT_TIMEOUT.toMillis())
                // Each call has the same effect if it arrives twice, so those of a member that died are repeated.
                .setRedoOperation(true);
        config.getConnectionStrategyConfig().getConnectionRetryConfig()
                .setClusterConnectTimeoutMillis(CLUSTER_TIMEOUT.toMillis());
        return config;
    }

    private static String withPort(String member, int port) {
        return member.contains(":") ? member : member + ":" + port;
    }

    /** Returns a runner over the members. */
    public BlockRunner blocks() {
        return new MemberBlocks(client);
    }

    /** Number of members that the cluster has now. */
    public int members() {
        return client.getCluster().getMembers().size();
    }

    /** Generation that the members serve; empty if they serve none. */
    public Optional<GenerationId> generation() {
        return Generations.shared(client);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
