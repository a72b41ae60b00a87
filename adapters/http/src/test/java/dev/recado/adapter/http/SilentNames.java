package dev.recado.adapter.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A name service that stays silent about one name, and otherwise is the machine's own.
public final class SilentNames extends InetAddressResolverProvider {
    static final String HOST = "silent.invalid";
    private static final CountDownLatch END = new CountDownLatch(1);
    private static final AtomicInteger ASKED = new AtomicInteger();

    static int asked() {
        return ASKED.get();
    }

    /// From now on the name is unknown.
    static void end() {
        END.countDown();
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver own = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (!host.equals(HOST)) {
                    return own.lookupByName(host, policy);
                }
                ASKED.incrementAndGet();
                try {
                    END.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return own.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "silent about one name";
    }
}
