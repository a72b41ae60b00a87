/// The runnable: reads the configuration, wires the core to its adapters, starts and stops.
@NullMarked
package dev.recado.application;

import org.jspecify.annotations.NullMarked;
