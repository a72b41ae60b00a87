/// Language models behind {@link dev.recado.domain.port.ResponseGenerator}, and the reader of their CommonMark.
@NullMarked
package dev.recado.adapter.llm;

import org.jspecify.annotations.NullMarked;
