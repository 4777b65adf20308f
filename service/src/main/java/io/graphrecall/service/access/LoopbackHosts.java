package io.graphrecall.service.access;

import io.graphrecall.schema.RecallException;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Hosts that only programs on this machine reach. */
public final class LoopbackHosts {

    private LoopbackHosts() {}

    /**
     * Returns true if a host name or address is that of the loopback interface.
     *
     * @throws RecallException INVALID if the host is unknown
     */
    public static boolean contain(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new RecallException(RecallException.Code.INVALID, "unknown host '" + host + "'", e);
        }
    }
}
