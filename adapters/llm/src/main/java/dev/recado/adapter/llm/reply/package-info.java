/// Cleaning of a model's text: reasoning, template tokens, citations, wrappers and truncation.
@NullMarked
package dev.recado.adapter.llm.reply;

import org.jspecify.annotations.NullMarked;
