/// Languages, normalized words and sentences, masking of personal data, and the threads on which texts are
/// analysed.
@NullMarked
package dev.recado.domain.text;

import org.jspecify.annotations.NullMarked;
