/// Reads Meta's webhook notifications into messages and receipts.
@NullMarked
package dev.recado.adapter.meta.inbound;

import org.jspecify.annotations.NullMarked;
