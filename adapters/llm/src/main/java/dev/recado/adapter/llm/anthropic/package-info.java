/// Anthropic's Messages API: settings.
@NullMarked
package dev.recado.adapter.llm.anthropic;

import org.jspecify.annotations.NullMarked;
