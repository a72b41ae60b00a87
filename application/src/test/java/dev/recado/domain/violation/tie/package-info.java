/// One of two packages that need each other.
@NullMarked
package dev.recado.domain.violation.tie;

import org.jspecify.annotations.NullMarked;
