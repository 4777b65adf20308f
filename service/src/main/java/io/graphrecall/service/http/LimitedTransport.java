package io.graphrecall.service.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.transport.Transport;

import java.util.List;
import java.util.function.Predicate;

/**
 * The Java transport of Vert.x, which asks for each accepted connection whether it may stay, before TLS and HTTP begin.
 * Vert.x itself tells of a connection only after the handshake of TLS.
 */
final class LimitedTransport extends NioTransport {

    private final Predicate<Channel> admits;

    private LimitedTransport(Predicate<Channel> admits) {
        this.admits = admits;
    }

    /** @param admits called on the thread that accepts connections; false closes the connection */
    static Transport of(Predicate<Channel> admits) {
        Transport java = Transport.NIO;
        return new TransportInternal(
                java.name(), java.available(), java.unavailabilityCause(), new LimitedTransport(admits));
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? super.serverChannelFactory(true) : LimitedServerChannel::new;
    }

    private final class LimitedServerChannel extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int count = super.doReadMessages(accepted);
            if (count > 0 && accepted.getLast() instanceof Channel channel && !admits.test(channel)) {
                accepted.removeLast();
                channel.unsafe().closeForcibly();
            }
            return count;
        }
    }
}
