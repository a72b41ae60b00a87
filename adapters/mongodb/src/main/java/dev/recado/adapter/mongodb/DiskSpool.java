package dev.recado.adapter.mongodb;

import dev.recado.domain.port.Spool;
import java.io.IOException;

/// A spool that holds files as long as it is open.
sealed interface DiskSpool extends Spool, AutoCloseable permits SpoolFile, NoSpool {

    @Override
    void close() throws IOException;
}
