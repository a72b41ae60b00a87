package dev.recado.adapter.http.violation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Depends on more than a technique.
public final class LogsCalls {
    static final Logger LOG = LoggerFactory.getLogger(LogsCalls.class);

    private LogsCalls() {}
}
