/// Sends messages and typing indicators, and sorts what Meta answers.
@NullMarked
package dev.recado.adapter.meta.sending;

import org.jspecify.annotations.NullMarked;
