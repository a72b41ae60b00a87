/// The composition root: reads the configuration, wires the domain to its adapters, starts and stops.
@NullMarked
package dev.recado.application;

import org.jspecify.annotations.NullMarked;
