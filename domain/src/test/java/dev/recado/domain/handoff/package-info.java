/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.handoff;

import org.jspecify.annotations.NullMarked;
