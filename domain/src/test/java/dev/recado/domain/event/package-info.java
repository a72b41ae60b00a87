/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.event;

import org.jspecify.annotations.NullMarked;
