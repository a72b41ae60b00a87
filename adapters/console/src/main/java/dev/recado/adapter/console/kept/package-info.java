/// The HTTP API of the lists that the people of the business keep: canned replies and labels.
@NullMarked
package dev.recado.adapter.console.kept;

import org.jspecify.annotations.NullMarked;
