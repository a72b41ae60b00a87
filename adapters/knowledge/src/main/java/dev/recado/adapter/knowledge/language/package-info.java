/// Language detection of short messages, and the word forms and stop words of each language.
@NullMarked
package dev.recado.adapter.knowledge.language;

import org.jspecify.annotations.NullMarked;
