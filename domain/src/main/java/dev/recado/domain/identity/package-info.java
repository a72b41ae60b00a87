/// Identities: ids of conversations, messages and parts, users' addresses, and the encryption of ids that leave
/// the store.
@NullMarked
package dev.recado.domain.identity;

import org.jspecify.annotations.NullMarked;
