/// The reply policies: each one rule for answering a message, and their order.
@NullMarked
package dev.recado.domain.policy;

import org.jspecify.annotations.NullMarked;
