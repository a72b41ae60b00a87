/// How replies are rendered and split, told in examples and properties.
@NullMarked
package dev.recado.domain.reply;

import org.jspecify.annotations.NullMarked;
