package dev.recado.adapter.download;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Resolves a host name to its addresses.
@FunctionalInterface
interface HostResolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
}
