/// Endpoints for operators: health, diagnostics, credentials, test messages, dead letters, reconciliation.
@NullMarked
package dev.recado.adapter.console.operator;

import org.jspecify.annotations.NullMarked;
