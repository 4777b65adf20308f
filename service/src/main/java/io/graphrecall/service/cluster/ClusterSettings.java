package io.graphrecall.service.cluster;

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
 * @param heartbeatTimeout time without a sign of life after which another member is removed
 */
public record ClusterSettings(String name, String host, int port, List<String> members, int threads,
        Duration heartbeatTimeout) {

    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(10);

    public ClusterSettings {
        members = List.copyOf(members);
        if (name.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("cluster name and host must not be blank");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("cluster port is " + port + ", expected 1 to 65535");
        }
        if (threads < 0) {
            throw new IllegalArgumentException("cluster threads is " + threads + ", expected 0 or more");
        }
        if (heartbeatTimeout.toSeconds() < 2) {
            throw new IllegalArgumentException(
                    "cluster heartbeat-timeout is " + heartbeatTimeout + ", expected at least 2s");
        }
    }

    /** Settings with the default heartbeat timeout. */
    public ClusterSettings(String name, String host, int port, List<String> members, int threads) {
        this(name, host, port, members, threads, HEARTBEAT_TIMEOUT);
    }
}
