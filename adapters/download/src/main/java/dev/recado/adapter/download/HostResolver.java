package dev.recado.adapter.download;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Resolves a host's name.
@FunctionalInterface
interface HostResolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
}
