/// The HTTP API for operators and machines: its settings, and how every error reads.
@NullMarked
package dev.recado.adapter.console;

import org.jspecify.annotations.NullMarked;
