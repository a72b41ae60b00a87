/// Curated answers from the FAQ file: reading and reloading it, matching questions, and recognising urgent
/// messages.
@NullMarked
package dev.recado.adapter.knowledge.faq;

import org.jspecify.annotations.NullMarked;
