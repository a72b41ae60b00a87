/// Formatting from Markdown to WhatsApp: parsing, rendering, cleaning and splitting.
@NullMarked
package dev.recado.domain.format;

import org.jspecify.annotations.NullMarked;
