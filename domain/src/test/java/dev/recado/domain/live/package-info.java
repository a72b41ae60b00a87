/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.live;

import org.jspecify.annotations.NullMarked;
