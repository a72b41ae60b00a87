/// The chat page of the simulator and its HTTP API.
@NullMarked
package dev.recado.adapter.simulator.page;

import org.jspecify.annotations.NullMarked;
