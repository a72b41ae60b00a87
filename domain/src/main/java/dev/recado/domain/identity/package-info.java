/// Who and what is meant: ids of conversations, messages and parts, users' addresses, and the form in which ids
/// leave the store.
@NullMarked
package dev.recado.domain.identity;

import org.jspecify.annotations.NullMarked;
