/// The knowledge of the business: its documents and curated answers, its own texts and approved templates, and
/// language detection. The factories here wire the packages below.
@NullMarked
package dev.recado.adapter.knowledge;

import org.jspecify.annotations.NullMarked;
