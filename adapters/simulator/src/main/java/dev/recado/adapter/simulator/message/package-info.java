/// Messages in both directions, in the form of each provider.
@NullMarked
package dev.recado.adapter.simulator.message;

import org.jspecify.annotations.NullMarked;
