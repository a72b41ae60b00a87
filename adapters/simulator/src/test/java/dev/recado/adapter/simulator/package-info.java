@NullMarked
package dev.recado.adapter.simulator;

import org.jspecify.annotations.NullMarked;
