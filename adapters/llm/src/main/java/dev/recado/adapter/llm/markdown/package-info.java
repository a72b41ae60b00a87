/// CommonMark as models write it, read into rich text.
@NullMarked
package dev.recado.adapter.llm.markdown;

import org.jspecify.annotations.NullMarked;
