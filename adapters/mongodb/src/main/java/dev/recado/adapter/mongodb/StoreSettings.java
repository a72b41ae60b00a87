package dev.recado.adapter.mongodb;

import dev.recado.adapter.mongodb.embedded.StoreRepair;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.ReadableBytes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Settings of the stores.
///
/// @param dataDir the folder of the embedded store and the spool
/// @param storeRepair what to do when the embedded store's file is damaged
/// @param spoolLimit bytes that the spool may take on the disk
/// @param historyTurns turns of a conversation that are kept for the model
/// @param eventsUrl the server that is told of events; absent: events wait for nobody
/// @param budgetPerDay answers of the model in a day; absent: no limit
@ConfigurationProperties("recado")
record StoreSettings(
        Path dataDir,
        StoreRepair storeRepair,
        @ReadableBytes long spoolLimit,
        int historyTurns,
        @Nullable String eventsUrl,
        @Nullable Integer budgetPerDay) {

    boolean sendsEvents() {
        return eventsUrl != null && !eventsUrl.isBlank();
    }
}
