/// Who may use the API: a bearer token, or this machine alone while the simulator runs.
@NullMarked
package dev.recado.adapter.console.access;

import org.jspecify.annotations.NullMarked;
