/// The tools that a model may call in one turn, also where it writes a call as text.
@NullMarked
package dev.recado.adapter.llm.tools;

import org.jspecify.annotations.NullMarked;
