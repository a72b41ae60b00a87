/// The description of the API, and the page that shows it.
@NullMarked
package dev.recado.adapter.console.docs;

import org.jspecify.annotations.NullMarked;
