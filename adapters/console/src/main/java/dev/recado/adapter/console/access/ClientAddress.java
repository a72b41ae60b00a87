package dev.recado.adapter.console.access;

import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What tells clients apart: an IPv4 address, or an IPv6 network, which is what one client has. An address in
/// a header counts only when a proxy on this machine named it: of `X-Forwarded-For` the last address, which
/// the proxy adds. Anyone can claim the others.
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    public static String of(HttpRequest<?> request) {
        InetAddress from = request.getRemoteAddress().getAddress();
        if (from == null) {
            return "";
        }
        return of(from.isLoopbackAddress() ? forwarded(request).orElse(from) : from);
    }

    private static Optional<InetAddress> forwarded(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(FORWARDED_FOR);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String header = headers.getLast();
        String last = header.substring(header.lastIndexOf(',') + 1).strip();
        try {
            return Optional.of(InetAddress.ofLiteral(last));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String of(InetAddress from) {
        byte[] address = from.getAddress();
        return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
