package dev.recado.adapter.simulator.page;

import io.micronaut.context.annotation.ConfigurationProperties;

/// Settings of the chat page.
@ConfigurationProperties("recado")
record ChatPageSettings(String botName) {}
