package dev.recado.application.http;

import io.micronaut.context.annotation.ConfigurationProperties;

/// Settings of the connections that clients open.
///
/// @param connectionsPerAddress how many one client may have; 0 for no limit
@ConfigurationProperties("recado")
record ConnectionSettings(int connectionsPerAddress) {}
