/// The stand-in for Meta's Graph API.
@NullMarked
package dev.recado.adapter.simulator.meta;

import org.jspecify.annotations.NullMarked;
