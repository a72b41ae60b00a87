package dev.recado.adapter.console.access;

import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// What tells clients apart: an IPv4 address, or an IPv6 network, which is what one client has. An address
/// claimed in a header is ignored, because anyone can claim any.
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    public static String of(HttpRequest<?> request) {
        InetAddress from = request.getRemoteAddress().getAddress();
        return from == null ? "" : of(from);
    }

    static String of(InetAddress from) {
        byte[] address = from.getAddress();
        return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
