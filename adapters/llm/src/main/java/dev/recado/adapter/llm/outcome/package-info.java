/// The outcome of one call, and the errors of providers classified by what to do about them.
@NullMarked
package dev.recado.adapter.llm.outcome;

import org.jspecify.annotations.NullMarked;
