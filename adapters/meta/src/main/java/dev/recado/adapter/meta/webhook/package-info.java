/// The webhook endpoint: verification, signature and acknowledgement.
@NullMarked
package dev.recado.adapter.meta.webhook;

import org.jspecify.annotations.NullMarked;
