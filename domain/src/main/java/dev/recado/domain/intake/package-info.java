/// Taking messages in: acceptance, the spool while the store is away, and reconciliation with the providers.
@NullMarked
package dev.recado.domain.intake;

import org.jspecify.annotations.NullMarked;
