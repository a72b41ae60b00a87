package dev.recado.domain.violation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The domain has no logging.
public final class KnowsALogger {
    static final Logger LOG = LoggerFactory.getLogger(KnowsALogger.class);

    private KnowsALogger() {}
}
