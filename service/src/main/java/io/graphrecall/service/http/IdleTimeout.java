package io.graphrecall.service.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes a connection without traffic, unless a reply to one of its requests is being computed. */
final class IdleTimeout extends IdleStateHandler {

    private final AtomicInteger computing = new AtomicInteger();

    private IdleTimeout(Duration timeout) {
        super(0, 0, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Replaces the handler of a new connection, if it has an idle timeout. */
    static void install(HttpConnection connection, Duration timeout) {
        ChannelPipeline pipeline = pipeline(connection);
        IdleStateHandler ofVertx = pipeline.get(IdleStateHandler.class);
        if (ofVertx != null) {
            pipeline.replace(ofVertx, IdleTimeout.class.getSimpleName(), new IdleTimeout(timeout));
        }
    }

    /** Notes that a computation begins. Returns its end. */
    static Runnable pause(HttpConnection connection) {
        IdleTimeout timeout = pipeline(connection).get(IdleTimeout.class);
        if (timeout == null) {
            return () -> {
            };
        }
        timeout.computing.incrementAndGet();
        return timeout.computing::decrementAndGet;
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline();
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) throws Exception {
        if (computing.get() == 0) {
            super.channelIdle(context, event);
        }
    }
}
