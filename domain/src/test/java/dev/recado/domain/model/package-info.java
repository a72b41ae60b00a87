/// Tests of the core's values.
@NullMarked
package dev.recado.domain.model;

import org.jspecify.annotations.NullMarked;
