/// Accepting messages: durable storage, the spool while the store is unavailable, and reconciliation with the
/// providers.
@NullMarked
package dev.recado.domain.intake;

import org.jspecify.annotations.NullMarked;
