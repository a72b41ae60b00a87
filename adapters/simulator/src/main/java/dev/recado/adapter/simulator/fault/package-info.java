/// Faults that tests and the chat page order from the stand-ins.
@NullMarked
package dev.recado.adapter.simulator.fault;

import org.jspecify.annotations.NullMarked;
