/// The reply policies, each one rule of how a message is answered, and their order.
@NullMarked
package dev.recado.domain.policy;

import org.jspecify.annotations.NullMarked;
