@NullMarked
package dev.recado.domain.media;

import org.jspecify.annotations.NullMarked;
