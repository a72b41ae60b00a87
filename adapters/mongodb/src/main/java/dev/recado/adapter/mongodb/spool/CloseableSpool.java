package dev.recado.adapter.mongodb.spool;

import dev.recado.domain.message.Spool;
import java.io.IOException;

/// A spool that holds files while it is open.
public sealed interface CloseableSpool extends Spool, AutoCloseable permits FileSpool, UnwritableSpool {

    @Override
    void close() throws IOException;
}
