/// Hashes passwords with Argon2id, a few at a time.
@NullMarked
package dev.recado.adapter.console.password;

import org.jspecify.annotations.NullMarked;
