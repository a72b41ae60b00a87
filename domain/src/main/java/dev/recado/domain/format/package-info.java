/// From Markdown to WhatsApp's marks: rendering, cleaning and splitting.
@NullMarked
package dev.recado.domain.format;

import org.jspecify.annotations.NullMarked;
