package dev.recado.application.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Refuses a request whose end or host is ambiguous with 400, and closes the connection. A proxy that reads it
/// differently would let a stranger smuggle a request into another client's connection.
@Singleton
final class StrictHttpHandler implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    private final NettyHttpServerConfiguration server;

    StrictHttpHandler(NettyHttpServerConfiguration server) {
        this.server = server;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private final class Customizer implements NettyServerCustomizer {
        private final @Nullable Channel channel;

        private Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return new Customizer(specialized);
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (channel != null && channel.pipeline().get(CODEC) != null) {
                channel.pipeline().replace(CODEC, CODEC, new HttpServerCodec(decoding()));
                channel.pipeline().addAfter(CODEC, "strict-http", check());
            }
        }
    }

    private HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(server.getMaxInitialLineLength())
                .setMaxHeaderSize(server.getMaxHeaderSize())
                .setMaxChunkSize(server.getMaxChunkSize())
                .setInitialBufferSize(server.getInitialBufferSize())
                .setHeadersFactory(StrictHttpHeaders.FACTORY);
    }

    static ChannelHandler check() {
        return new Check();
    }

    /// One connection, behind the decoder.
    private static final class Check extends ChannelDuplexHandler {
        private int unanswered;
        private boolean refused;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (refused) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                unanswered++;
                if (request.decoderResult().isSuccess() && isAmbiguous(request)) {
                    request.setDecoderResult(
                            DecoderResult.failure(new IllegalArgumentException("the request is ambiguous")));
                }
                // the server answers it with 400, in order, and closes
                refused = request.decoderResult().isFailure();
            } else if (message instanceof HttpObject part
                    && part.decoderResult().isFailure()) {
                refused = true;
                ReferenceCountUtil.release(message);
                end(context);
                return;
            }
            super.channelRead(context, message);
        }

        private static boolean isAmbiguous(HttpRequest request) {
            return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0
                    ? !request.headers().contains(HttpHeaderNames.HOST)
                    : HttpUtil.isTransferEncodingChunked(request);
        }

        /// A body that ends too early. It is answered here, unless it was answered already.
        private void end(ChannelHandlerContext context) {
            if (unanswered == 1) {
                var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
                response.headers()
                        .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
            } else {
                var _ = context.close();
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpResponse response
                    && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                unanswered--;
            }
            super.write(context, message, promise);
        }
    }
}
