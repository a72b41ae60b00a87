/// Tests of opening hours and of what users may be told of them.
@NullMarked
package dev.recado.domain.availability;

import org.jspecify.annotations.NullMarked;
