@NullMarked
package dev.recado.domain.privacy;

import org.jspecify.annotations.NullMarked;
