/// Classes that break the rules of the domain, each in one way: the rules are tried on them.
@NullMarked
package dev.recado.domain.violation;

import org.jspecify.annotations.NullMarked;
