/// Text analysis: languages, normalized words, sentences, masking of personal data, and the executor for
/// CPU-bound analysis.
@NullMarked
package dev.recado.domain.text;

import org.jspecify.annotations.NullMarked;
