/// Tests of the language models' adapter.
@NullMarked
package dev.recado.adapter.llm;

import org.jspecify.annotations.NullMarked;
