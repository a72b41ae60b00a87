/// One of two packages that need each other.
@NullMarked
package dev.recado.domain.violation.knot;

import org.jspecify.annotations.NullMarked;
