/// Operations: health checks, dead letters and settings.
@NullMarked
package dev.recado.domain.operation;

import org.jspecify.annotations.NullMarked;
