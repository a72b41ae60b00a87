/// A user's personal data: what the stores hold of one user, its export, its erasure, and how long it is kept.
@NullMarked
package dev.recado.domain.privacy;

import org.jspecify.annotations.NullMarked;
