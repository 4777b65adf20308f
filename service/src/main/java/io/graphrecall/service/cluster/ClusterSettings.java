package io.graphrecall.service.cluster;

import java.util.List;

/**
 * Where this member is and where others may be.
 *
 * @param name    members with other names are not seen
 * @param host    the address others reach this member at
 * @param port    the first port to try
 * @param members addresses at which to look for others; empty where this member is alone
 * @param threads threads for the states of users; 0 for one a processor
 */
public record ClusterSettings(String name, String host, int port, List<String> members, int threads) {

    public ClusterSettings {
        members = List.copyOf(members);
        if (name.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("cluster name and host must not be blank");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("cluster port is " + port + ", expected 1 to 65535");
        }
        if (threads < 0) {
            throw new IllegalArgumentException("cluster threads is negative: " + threads);
        }
    }
}
