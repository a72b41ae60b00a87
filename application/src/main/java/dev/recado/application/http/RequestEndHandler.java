package dev.recado.application.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;

/// Notes when a request is complete (from then on the client waits for the server), and when its answer is
/// written.
final class RequestEndHandler extends ChannelDuplexHandler {
    private final ConnectionGuard.Watch watch;

    RequestEndHandler(ConnectionGuard.Watch watch) {
        this.watch = watch;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            watch.complete();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        ChannelPromise written = promise;
        if (message instanceof LastHttpContent) {
            written = promise.unvoid();
            written.addListener(_ -> watch.answered());
        }
        super.write(context, message, written);
    }
}
