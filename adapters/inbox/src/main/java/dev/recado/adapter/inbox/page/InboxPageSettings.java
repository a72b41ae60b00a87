package dev.recado.adapter.inbox.page;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings that the page shows or works by.
///
/// @param simulator `on` while the simulator stands in for the providers
/// @param humanTimeout how long a request for a person may wait
@ConfigurationProperties("recado")
record InboxPageSettings(
        String botName, String simulator, @Nullable Duration humanTimeout) {}
