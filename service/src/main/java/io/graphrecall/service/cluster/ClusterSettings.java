package io.graphrecall.service.cluster;

import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.access.LoopbackHosts;

import java.time.Duration;
import java.util.List;

/**
 * Network settings of this member.
 *
 * @param name    the name of the cluster; members with other names are ignored
 * @param host    the address of this member for other members
 * @param port    the first port to try
 * @param members addresses of other members; empty for a member that runs alone
 * @param threads threads for user states; 0 for one per processor
 * @param bulkThreads threads for bulk work of commands; 0 for one per processor
 * @param heartbeatTimeout time without a sign of life after which another member is removed
 * @param trustedNetwork true if only trusted hosts reach {@code host}
 */
public record ClusterSettings(String name, String host, int port, List<String> members, int threads,
        int bulkThreads, Duration heartbeatTimeout, boolean trustedNetwork) {

    /** The section {@code cluster} of the settings. */
    public static final SettingsSection<ClusterSettings> SECTION = new SettingsSection<>("cluster",
            ClusterSettings.class);

    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(10);

    public ClusterSettings {
        members = List.copyOf(members);
        if (name.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("cluster name and host must not be blank");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("cluster port is " + port + ", expected 1 to 65535");
        }
        if (threads < 0 || bulkThreads < 0) {
            throw new IllegalArgumentException(
                    "cluster threads are " + threads + " and " + bulkThreads + ", expected 0 or more");
        }
        if (heartbeatTimeout.toSeconds() < 2) {
            throw new IllegalArgumentException(
                    "cluster heartbeat-timeout is " + heartbeatTimeout + ", expected at least 2s");
        }
    }

    /** Settings with the default heartbeat timeout, for a network that is not trusted. */
    public ClusterSettings(String name, String host, int port, List<String> members, int threads) {
        this(name, host, port, members, threads, 0, HEARTBEAT_TIMEOUT, false);
    }

    /**
     * Requires a loopback host or a trusted network: the port of Hazelcast's community edition has neither encryption nor
     * authentication.
     *
     * @throws RecallException INVALID if the host is neither
     */
    public void requireTrustedNetwork() {
        if (!trustedNetwork && !LoopbackHosts.contain(host)) {
            throw new RecallException(RecallException.Code.INVALID, "refusing to listen on " + host
                    + " for other members: the cluster port has no keys, so anyone who reaches it could read and change all"
                    + " data. If only trusted hosts reach it, set recall.cluster.trusted-network = true");
        }
    }
}
